import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

describe("duplicate-dependency", () => {
  it.each([
    [["a", "a"], "twice"],
    [["a", "default/a"], "twice"],
    [["a", "b", "a", "a"], "3 times"],
  ])("finds %j as %s", (dependsOn, times) => {
    const findings = findBy("duplicate-dependency", [ks("a"), ks("b"), ks("x", { dependsOn })]);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.nodes).toEqual(["Kustomization/default/x", "Kustomization/default/a"]);
    expect(findings[0]?.message).toContain(`names default/a ${times} in dependsOn`);
  });

  it("counts an entry with a readyExpr as well", () => {
    const dependsOn = [{ name: "a" }, { name: "a", readyExpr: "has(dep.status)" }];
    expect(findBy("duplicate-dependency", [ks("a"), ks("x", { dependsOn })])).toHaveLength(1);
  });

  it("is not one name in two namespaces", () => {
    const objects = [ks("a"), ks("a", { namespace: "other" }), ks("x", { dependsOn: ["a", "other/a"] })];
    expect(findBy("duplicate-dependency", objects)).toEqual([]);
  });

  it("does not mind ten thousand times", () => {
    const objects = [ks("a"), ks("x", { dependsOn: new Array<string>(10_000).fill("a") })];
    expect(findBy("duplicate-dependency", objects)[0]?.message).toContain("10000 times");
  });
});
