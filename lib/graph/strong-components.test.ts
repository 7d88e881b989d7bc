import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toAdjacency } from "./adjacency.ts";
import { findStrongComponents } from "./strong-components.ts";

type Pair = readonly [number, number];

const pack = (count: number, links: readonly Pair[]) =>
  toAdjacency(
    count,
    Int32Array.from(links, ([a]) => a),
    Int32Array.from(links, ([, b]) => b),
  );

const graphs = fc
  .integer({ min: 0, max: 14 })
  .chain((count) =>
    fc.tuple(
      fc.constant(count),
      count === 0 ? fc.constant([]) : fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 }),
    ),
  );

function reachable(count: number, links: readonly Pair[], from: number): Set<number> {
  const found = new Set([from]);
  for (let round = 0; round < count; round++) for (const [a, b] of links) if (found.has(a)) found.add(b);
  return found;
}

describe("findStrongComponents", () => {
  it("puts two nodes together exactly when each reaches the other, numbered against the flow", () => {
    fc.assert(
      fc.property(graphs, ([count, links]) => {
        const { componentOf } = findStrongComponents(pack(count, links));
        for (let a = 0; a < count; a++) {
          const ahead = reachable(count, links, a);
          for (let b = 0; b < count; b++) {
            const together = ahead.has(b) && reachable(count, links, b).has(a);
            expect(componentOf[a] === componentOf[b]).toBe(together);
            if (ahead.has(b)) expect(componentOf[b]).toBeLessThanOrEqual(componentOf[a] ?? -1);
          }
        }
      }),
    );
  });

  it("goes 100,000 deep without recursion", () => {
    const count = 100_000;
    const chain = Array.from({ length: count - 1 }, (_, node): Pair => [node, node + 1]);
    expect(findStrongComponents(pack(count, chain)).total).toBe(count);
    expect(findStrongComponents(pack(count, [...chain, [count - 1, 0]])).total).toBe(1);
  });
});
