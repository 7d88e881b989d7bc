import { describe, expect, it } from "vitest";
import { blockedBy, ks } from "#lib/flux/builders.test-support.ts";
import { findBy, lintObjects } from "#lib/lint/lint.test-support.ts";

function ring(size: number) {
  return Array.from({ length: size }, (_, at) => ks(`k${at}`, { dependsOn: [`k${(at + 1) % size}`] }));
}

describe("cycle", () => {
  it.each([2, 3, 7, 300])("finds a circle of %d once, at the object to cut", (size) => {
    const [finding, ...others] = findBy("cycle", ring(size));
    expect(others).toEqual([]);
    expect(finding?.severity).toBe("error");
    expect(new Set(finding?.nodes).size).toBe(size);
    expect(finding?.fix).toMatch(/^Take k\d+ out of the dependsOn of k\d+/);
    expect(finding?.nodes[0]).toBe(`Kustomization/default/${/dependsOn of (k\d+)/.exec(finding?.fix ?? "")?.[1]}`);
  });

  it("says the same of a locked and of a latent one, so that a status changes no finding", () => {
    const latent = findBy("cycle", ring(2));
    const locked = findBy("cycle", [
      ks("k0", { dependsOn: ["k1"], ready: blockedBy("default/k1") }),
      ks("k1", { dependsOn: ["k0"], ready: blockedBy("default/k0") }),
    ]);
    expect(locked).toEqual(latent);
    expect(latent[0]?.message).toBe(
      "default/k0 and default/k1 wait for each other: as soon as one of them has to wait, none of them runs again.",
    );
  });

  it("does not call stopped what a readyExpr lets through, but says what it costs", () => {
    const entry = (name: string, readyExpr: string | null) => [readyExpr === null ? name : { name, readyExpr }];
    const pair = (first: string | null, second: string | null) => [
      ks("a", { dependsOn: entry("b", first) }),
      ks("b", { dependsOn: entry("a", second) }),
    ];
    const tell = (objects: ReturnType<typeof pair>) => findBy("cycle", objects).map(({ message }) => message);
    expect(tell(pair("true", null))).toEqual([
      "default/a and default/b wait for each other, and only a readyExpr keeps them from stopping each other; the controller then drops what a push should start for every Kustomization of their source.",
    ]);
    const other = [ks("a", { dependsOn: entry("b", "true") }), ks("b", { dependsOn: ["a"], source: "other" })];
    expect(tell(other)).toEqual([
      "default/a and default/b wait for each other, and only a readyExpr keeps them from stopping each other.",
    ]);
    const both = ks("c", { dependsOn: ["a", "b"] });
    const ringed = [ks("a", { dependsOn: ["c", ...entry("b", "true")] }), ks("b", { dependsOn: ["a"] }), both];
    expect(tell(ringed)[0]).toContain("none of them runs again");
  });

  it("tells each of several circles, and leaves a self-dependency to its own rule", () => {
    const findings = lintObjects([
      ...ring(2),
      ks("x", { dependsOn: ["y"] }),
      ks("y", { dependsOn: ["x"] }),
      ks("me", { dependsOn: ["me"] }),
    ]);
    expect(findings.filter(({ rule }) => rule === "cycle")).toHaveLength(2);
    expect(findings.filter(({ rule }) => rule === "self-dependency")).toHaveLength(1);
  });

  it("finds nothing in a diamond", () => {
    expect(
      findBy("cycle", [
        ks("a"),
        ks("b", { dependsOn: ["a"] }),
        ks("c", { dependsOn: ["a"] }),
        ks("d", { dependsOn: ["b", "c"] }),
      ]),
    ).toEqual([]);
  });
});
