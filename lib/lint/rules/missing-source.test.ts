import { describe, expect, it } from "vitest";
import { gitRepository, ks, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "missing-source";
const OBJECTS = [ks("a", { source: "gone" }), ks("b", { source: "gone" }), ks("c")];
const sources = [gitRepository("fleet", REVISION_1)];

describe(RULE, () => {
  it("gathers the Kustomizations of a source that does not exist", () => {
    expect(findBy(RULE, OBJECTS, { sources, sourcesRead: "ok" })).toEqual([
      {
        rule: RULE,
        severity: "error",
        nodes: ["Kustomization/default/a", "Kustomization/default/b"],
        message:
          "GitRepository flux-system/gone does not exist, and 2 Kustomizations (default/a and default/b) should be built from it: they cannot run.",
        fix: "Create GitRepository flux-system/gone, or name another source in spec.sourceRef.",
      },
    ]);
  });

  it("is a warning, and says so, where the manifests may not be all", () => {
    const [finding] = findBy(RULE, OBJECTS, { sources, sourcesRead: "given", complete: false });
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toContain("is not among these manifests");
    expect(finding?.message).toContain("unless something else creates it, they cannot run");
  });

  it("does not ask to create by hand what a controller makes", () => {
    const spec = { sourceRef: { kind: "ExternalArtifact", name: "made", namespace: "flux-system" } };
    const find = (complete: boolean) =>
      findBy(RULE, [ks("a", { spec })], { sources, sourcesRead: complete ? "ok" : "given", complete });
    expect(find(true)[0]?.fix).toBe(
      "Look at what should make ExternalArtifact flux-system/made, or name another source in spec.sourceRef.",
    );
    expect(find(false)).toEqual([]);
  });

  it("says nothing where sources may not be read", () => {
    expect(findBy(RULE, OBJECTS, { sources, sourcesRead: "forbidden" })).toEqual([]);
  });

  it("is another source where the kind or the namespace differs", () => {
    const spec = (sourceRef: object) => ({ spec: { sourceRef } });
    const objects = [
      ks("kind", spec({ kind: "OCIRepository", name: "fleet", namespace: "flux-system" })),
      ks("namespace", spec({ kind: "GitRepository", name: "fleet" })),
    ];
    const findings = findBy(RULE, objects, { sources, sourcesRead: "ok" });
    expect(findings.map(({ message }) => message.split(" does")[0])).toEqual([
      "OCIRepository flux-system/fleet",
      "GitRepository default/fleet",
    ]);
  });

  it("leaves out who switches it off, and is silent when all do", () => {
    const annotations = { "headwater.dev/lint": "missing-source=off" };
    const objects = [ks("a", { source: "gone", metadata: { annotations } }), ks("b", { source: "gone" })];
    const options = { sources, sourcesRead: "ok" } as const;
    expect(findBy(RULE, objects, options)[0]?.nodes).toEqual(["Kustomization/default/b"]);
    expect(findBy(RULE, objects.slice(0, 1), options)).toEqual([]);
  });
});
