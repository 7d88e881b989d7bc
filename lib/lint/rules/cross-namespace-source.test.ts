import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "cross-namespace-source";

describe(RULE, () => {
  it("gathers all that look into one namespace, whatever the source", () => {
    const findings = findBy(RULE, [ks("a"), ks("b", { source: "other" }), ks("home", { namespace: "flux-system" })]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.severity).toBe("info");
    expect(findings[0]?.nodes).toEqual(["Kustomization/default/a", "Kustomization/default/b"]);
    expect(findings[0]?.message).toContain(
      "2 Kustomizations (default/a and default/b) are built from sources in flux-system",
    );
  });

  it("speaks of one in the singular", () => {
    expect(findBy(RULE, [ks("a")])[0]?.message).toBe(
      "One Kustomization (default/a) is built from sources in flux-system, another namespace than its own: a controller with --no-cross-namespace-refs refuses it.",
    );
  });

  it.each([
    ["no namespace, which is the own", { kind: "GitRepository", name: "fleet" }],
    ["the own namespace", { kind: "GitRepository", name: "fleet", namespace: "default" }],
  ])("finds nothing with %s", (_, sourceRef) => {
    expect(findBy(RULE, [ks("a", { spec: { sourceRef } })])).toEqual([]);
  });

  it("leaves out who switches it off", () => {
    const metadata = { annotations: { "headwater.dev/lint": "cross-namespace-source=off" } };
    expect(findBy(RULE, [ks("a", { metadata }), ks("b")])[0]?.nodes).toEqual(["Kustomization/default/b"]);
  });
});
