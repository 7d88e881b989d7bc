import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { AppliedObject } from "#lib/lint/applied-objects.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "crds-with-prune";
const GROUP = "apiextensions.k8s.io";

function applying(...names: string[]) {
  const entries = names.map((name) => ({ id: `_${name}_${GROUP}_CustomResourceDefinition`, v: "v1" }));
  return { inventory: { entries: [...entries, { id: "default_web_apps_Deployment", v: "v1" }] } };
}

function definition(name: string, kept = false): AppliedObject {
  return { group: GROUP, kind: "CustomResourceDefinition", namespace: "", name, kept };
}

describe(RULE, () => {
  it("finds definitions in the inventory of one that prunes", () => {
    const [finding] = findBy(RULE, [ks("a", { status: applying("b.example.com", "a.example.com") })]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toBe(
      "default/a applies 2 CustomResourceDefinitions (a.example.com and b.example.com) and prunes: one that leaves its path is deleted together with every object of its kind.",
    );
  });

  it("names a few of many", () => {
    const names = Array.from({ length: 40 }, (_, at) => `k${at}.example.com`);
    expect(findBy(RULE, [ks("a", { status: applying(...names) })])[0]?.message).toContain("and 38 more");
  });

  it("finds them in manifests, but for those that are marked never to be pruned", () => {
    const appliedBy = () => [definition("a.example.com"), definition("b.example.com", true)];
    expect(findBy(RULE, [ks("a")], { appliedBy })[0]?.message).toContain("a CustomResourceDefinition (a.example.com)");
    expect(findBy(RULE, [ks("a")], { appliedBy: () => [definition("b.example.com", true)] })).toEqual([]);
  });

  it("lets definitions without prune pass, prune without definitions, and what is not known", () => {
    expect(findBy(RULE, [ks("a", { status: applying("a.example.com"), spec: { prune: false } })])).toEqual([]);
    expect(findBy(RULE, [ks("a", { status: applying() }), ks("b")])).toEqual([]);
  });
});
