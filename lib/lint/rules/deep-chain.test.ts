import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "deep-chain";

function chain(length: number, prefix = "k") {
  return Array.from({ length }, (_, at) => ks(`${prefix}${at}`, at === 0 ? {} : { dependsOn: [`${prefix}${at - 1}`] }));
}

describe(RULE, () => {
  it("finds a chain of five edges, from its end", () => {
    const [finding, ...others] = findBy(RULE, chain(6));
    expect(others).toEqual([]);
    expect(finding?.severity).toBe("info");
    expect(finding?.nodes).toEqual([5, 4, 3, 2, 1, 0].map((at) => `Kustomization/default/k${at}`));
    expect(finding?.message).toBe(
      "default/k5 stands 5 dependencies deep, which costs up to 2 min 30 s of waiting on every rollout: k0 → k1 → k2 → k3 → k4 → k5.",
    );
  });

  it("lets a chain of four edges pass", () => expect(findBy(RULE, chain(5))).toEqual([]));

  it("tells a connected part once, and how many stand too deep in it", () => {
    const more = ks("k5b", { dependsOn: ["k4"] });
    const findings = findBy(RULE, [...chain(7), more, ...chain(6, "other")]);
    expect(findings.map(({ nodes }) => nodes[0])).toEqual(["Kustomization/default/k6", "Kustomization/default/other5"]);
    expect(findings[0]?.message).toContain("; 3 Kustomizations stand more than 4 deep: ");
  });

  it("can be told how deep is deep", () => {
    expect(findBy(RULE, chain(3), { settings: { rules: { [RULE]: { most: 1 } } } })).toHaveLength(1);
    expect(findBy(RULE, chain(9), { settings: { rules: { [RULE]: { most: 8 } } } })).toEqual([]);
  });

  it("goes through a cycle without getting lost", () => {
    const objects = [
      ...chain(6),
      ks("x", { dependsOn: ["k5", "y"] }),
      ks("y", { dependsOn: ["x"] }),
      ks("z", { dependsOn: ["y"] }),
    ];
    const [finding] = findBy(RULE, objects);
    expect(finding?.nodes[0]).toBe("Kustomization/default/x");
  });

  it("names no more of 5,000 levels than one can read", () => {
    const [finding] = findBy(RULE, chain(5_000));
    expect(finding?.nodes).toHaveLength(5_000);
    expect(finding?.message).toContain(" → 4984 more → ");
    expect(finding?.message.length).toBeLessThan(500);
  });

  it("writes the namespaces where they differ", () => {
    const objects = [...chain(5), ks("end", { namespace: "apps", dependsOn: ["default/k4"] })];
    expect(findBy(RULE, objects)[0]?.message).toContain("default/k4 → apps/end.");
  });
});
