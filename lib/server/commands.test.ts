import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { gitRepository, ks } from "#lib/flux/builders.test-support.ts";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { toCommands } from "./commands.ts";

const lines = (...parameters: Parameters<typeof toCommands>) => toCommands(...parameters).map(({ line }) => line);

describe("toCommands", () => {
  it("gives what acts on a Kustomization and what looks at it", () => {
    expect(lines(KUSTOMIZATION, ks("apps"), null)).toEqual([
      "flux reconcile kustomization apps --with-source -n default",
      "flux suspend kustomization apps -n default",
      "flux tree kustomization apps -n default",
      "kubectl describe kustomizations.kustomize.toolkit.fluxcd.io apps -n default",
      "kubectl get kustomizations.kustomize.toolkit.fluxcd.io apps -o yaml -n default",
    ]);
  });

  it("resumes what is suspended", () => {
    expect(lines(KUSTOMIZATION, ks("apps", { spec: { suspend: true } }), null)[1]).toBe(
      "flux resume kustomization apps -n default",
    );
  });

  it.each([
    ["GitRepository", "flux reconcile source git fleet -n flux-system"],
    ["OCIRepository", "flux reconcile source oci fleet -n flux-system"],
    ["Bucket", "flux reconcile source bucket fleet -n flux-system"],
    ["ExternalArtifact", "kubectl describe externalartifacts.source.toolkit.fluxcd.io fleet -n flux-system"],
  ])("begins for a %s with %s", (name, first) => {
    const kind = SOURCE_KINDS.find((known) => known.kind === name) ?? KUSTOMIZATION;
    expect(lines(kind, gitRepository("fleet", null), null)[0]).toBe(first);
  });

  it("survives a shell, whatever the context is called", () => {
    const context = 'admin@my cluster\'s $(touch x); `id` "1"';
    for (const line of lines(KUSTOMIZATION, ks("apps"), context)) {
      const words = execFileSync("sh", ["-c", `set -- ${line}; printf '%s\\n' "$@"`], { encoding: "utf8" });
      expect(words.trimEnd().split("\n").slice(-4)).toEqual(["-n", "default", "--context", context]);
    }
  });
});
