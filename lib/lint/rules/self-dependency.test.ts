import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

describe("self-dependency", () => {
  it.each([
    ["by name", "me"],
    ["by name and namespace", "default/me"],
  ])("finds one %s", (_, dependency) => {
    expect(findBy("self-dependency", [ks("me", { dependsOn: [dependency] })])).toEqual([
      {
        rule: "self-dependency",
        severity: "error",
        nodes: ["Kustomization/default/me"],
        message: "default/me names itself in dependsOn: it waits for itself and never runs.",
        fix: "Take me out of spec.dependsOn of default/me.",
      },
    ]);
  });

  it("finds one inside a larger circle too", () => {
    const findings = findBy("self-dependency", [ks("a", { dependsOn: ["a", "b"] }), ks("b", { dependsOn: ["a"] })]);
    expect(findings.map(({ nodes }) => nodes)).toEqual([["Kustomization/default/a"]]);
  });

  it("says what comes of one that a readyExpr lets pass", () => {
    const [finding] = findBy("self-dependency", [ks("me", { dependsOn: [{ name: "me", readyExpr: "true" }] })]);
    expect(finding?.message).toContain("drops what a push should start");
  });

  it("is not the same name in another namespace", () => {
    expect(findBy("self-dependency", [ks("me"), ks("me", { namespace: "other", dependsOn: ["default/me"] })])).toEqual(
      [],
    );
  });
});
