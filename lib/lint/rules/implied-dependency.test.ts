import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "implied-dependency";

function findImplied(objects: readonly RawObject[]) {
  return findBy(RULE, objects).map(({ nodes }) => nodes.map((id) => id.split("/")[2]).join(" "));
}

describe(RULE, () => {
  it("finds the third side of a triangle, and says through what", () => {
    const objects = [ks("a"), ks("b", { dependsOn: ["a"] }), ks("c", { dependsOn: ["a", "b"] })];
    expect(findBy(RULE, objects)).toEqual([
      {
        rule: RULE,
        severity: "info",
        nodes: ["Kustomization/default/c", "Kustomization/default/a"],
        message: "default/c names default/a in dependsOn, and waits for it anyway through default/b.",
        fix: "Take default/a out of spec.dependsOn of default/c: the order stays; keep what default/c itself uses.",
      },
    ]);
  });

  it("gathers what is implied by dependent, and names the one that is not implied itself", () => {
    const objects = [
      ks("a"),
      ks("b", { dependsOn: ["a"] }),
      ks("c", { dependsOn: ["b"] }),
      ks("d", { dependsOn: ["a", "b", "c"] }),
    ];
    const [finding] = findBy(RULE, objects);
    expect(finding?.message).toBe(
      "default/d names default/a and default/b in dependsOn, and waits for them anyway through default/c.",
    );
  });

  it.each<[string, RawObject[]]>([
    [
      "a diamond",
      [ks("a"), ks("b", { dependsOn: ["a"] }), ks("c", { dependsOn: ["a"] }), ks("d", { dependsOn: ["b", "c"] })],
    ],
    [
      "an entry with a readyExpr",
      [
        ks("a"),
        ks("b", { dependsOn: ["a"] }),
        ks("c", { dependsOn: [{ name: "a", readyExpr: "has(dep.status)" }, { name: "b" }] }),
      ],
    ],
    [
      "a way through a readyExpr",
      [ks("a"), ks("b", { dependsOn: [{ name: "a", readyExpr: "true" }] }), ks("c", { dependsOn: ["a", "b"] })],
    ],
    [
      "a revision check that the way round does not make",
      [ks("a"), ks("b", { dependsOn: ["a"], source: "other" }), ks("c", { dependsOn: ["a", "b"] })],
    ],
    [
      "a suspended one in between, which no longer looks",
      [ks("a"), ks("b", { dependsOn: ["a"], spec: { suspend: true } }), ks("c", { dependsOn: ["a", "b"] })],
    ],
    ["a circle", [ks("a", { dependsOn: ["b"] }), ks("b", { dependsOn: ["a"] }), ks("c", { dependsOn: ["a", "b"] })]],
    ["a missing one", [ks("b", { dependsOn: ["gone"] }), ks("c", { dependsOn: ["gone", "b"] })]],
  ])("finds nothing in %s", (_, objects) => expect(findImplied(objects)).toEqual([]));

  it("needs no common source where the entry checks no revision", () => {
    const objects = [
      ks("a", { source: "one" }),
      ks("b", { dependsOn: ["a"], source: "two" }),
      ks("c", { dependsOn: ["a", "b"] }),
    ];
    expect(findImplied(objects)).toEqual(["c a"]);
  });

  it("looks further than a block of nodes", () => {
    const chain = Array.from({ length: 2_500 }, (_, at) => ks(`k${at}`, at === 0 ? {} : { dependsOn: [`k${at - 1}`] }));
    expect(findImplied([...chain, ks("end", { dependsOn: ["k3", "k2499"] })])).toEqual(["end k3"]);
  });

  it("agrees with a walk from every node", () => {
    const graphs = fc.integer({ min: 2, max: 9 }).chain((size) =>
      fc.record({
        pairs: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 24 }),
        sources: fc.array(fc.nat(1), { minLength: size, maxLength: size }),
      }),
    );
    fc.assert(
      fc.property(graphs, ({ pairs, sources }) => {
        const edges = pairs.filter(([from, to]) => from < to);
        const objects = sources.map((source, at) =>
          ks(`k${at}`, {
            source: `s${source}`,
            dependsOn: edges.filter(([, to]) => to === at).map(([from]) => `k${from}`),
          }),
        );
        const found = new Set(findImplied(objects).flatMap((line) => toPairs(line)));
        for (const [from, to] of edges) {
          const alike = sources[from] === sources[to];
          const may = (at: number) => !alike || sources[at] === sources[to];
          expect(found.has(`${from}-${to}`)).toBe(isReached(edges, from, to, may));
        }
      }),
    );
  });
});

function toPairs(line: string): string[] {
  const [to, ...froms] = line.split(" ").map((name) => name.slice(1));
  return froms.map((from) => `${from}-${to}`);
}

/** Whether there is a way of two edges or more, over nodes that it may go through. */
function isReached(
  edges: readonly (readonly [number, number])[],
  from: number,
  to: number,
  may: (at: number) => boolean,
): boolean {
  return edges.some(
    ([start, next]) =>
      start === from &&
      next !== to &&
      may(next) &&
      (edges.some(([a, b]) => a === next && b === to) || isReached(edges, next, to, may)),
  );
}
