import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toAdjacency } from "./adjacency.ts";
import { countDependents } from "./count-dependents.ts";
import { groupBy } from "./snapshot-index.ts";

type Pair = readonly [number, number];

function count(nodes: number, links: readonly Pair[]): Int32Array {
  return countDependents(
    toAdjacency(
      nodes,
      Int32Array.from(links, ([a]) => a),
      Int32Array.from(links, ([, b]) => b),
    ),
  );
}

describe("countDependents", () => {
  it("agrees with a walk from every node, also beyond the 1,024 that are carried at once", { timeout: 30_000 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 7, 80, 1_500),
        fc.array(fc.tuple(fc.nat(1_499), fc.nat(1_499)), { maxLength: 400 }),
        fc.boolean(),
        (nodes, pairs, isChained) => {
          const chain = isChained ? Array.from({ length: nodes - 1 }, (_, node): Pair => [node, node + 1]) : [];
          const links = [...chain, ...pairs.map(([a, b]): Pair => [a % nodes, b % nodes])];
          const counts = count(nodes, links);
          for (const start of [0, nodes >> 1, nodes - 1]) expect(counts[start]).toBe(walk(start, links).size - 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("counts the members of a large cycle, and each once", () => {
    const ring = Array.from({ length: 2_000 }, (_, node): Pair => [node, (node + 1) % 2_000]);
    const counts = count(2_001, [...ring, [2_000, 5], [2_000, 6]]);
    expect(counts[0]).toBe(1_999);
    expect(counts[2_000]).toBe(2_000);
  });

  it("counts nobody where nobody depends", () => {
    expect([...count(3, [])]).toEqual([0, 0, 0]);
    expect([...count(0, [])]).toEqual([]);
    expect([...count(1, [[0, 0]])]).toEqual([0]);
  });
});

function walk(start: number, links: readonly Pair[]): ReadonlySet<number> {
  const after = groupBy(links, ([a]) => a);
  const found = new Set([start]);
  for (const node of found) for (const [, next] of after.get(node) ?? []) found.add(next);
  return found;
}
