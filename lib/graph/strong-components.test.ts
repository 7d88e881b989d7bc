import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findStrongComponents } from "./strong-components.ts";

const graphs = fc
  .integer({ min: 0, max: 14 })
  .chain((count) =>
    fc.tuple(
      fc.constant(count),
      count === 0 ? fc.constant([]) : fc.array(fc.tuple(fc.nat(count - 1), fc.nat(count - 1)), { maxLength: 40 }),
    ),
  );

function reachable(count: number, links: readonly (readonly [number, number])[], from: number): Set<number> {
  const found = new Set([from]);
  for (let round = 0; round < count; round++) for (const [a, b] of links) if (found.has(a)) found.add(b);
  return found;
}

describe("findStrongComponents", () => {
  it("puts two nodes together exactly when each reaches the other, numbered against the flow", () => {
    fc.assert(
      fc.property(graphs, ([count, links]) => {
        const { componentOf } = findStrongComponents(count, (node) =>
          links.flatMap(([a, b]) => (a === node ? [b] : [])),
        );
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
    const chain = findStrongComponents(count, (node) => (node + 1 < count ? [node + 1] : []));
    expect(chain.total).toBe(count);
    const ring = findStrongComponents(count, (node) => [(node + 1) % count]);
    expect(ring.total).toBe(1);
  });
});
