import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildColumnGraph, type ColumnGraph } from "./column-graph.ts";
import { type ColumnOrder, countCrossings } from "./count-crossings.ts";
import { parseGraph } from "./graphs.test-support.ts";

function countNaively({ items, links }: ColumnGraph, order: ColumnOrder): number {
  const rankOf = new Map(order.flatMap((column) => column.map((item, rank): [number, number] => [item, rank])));
  let total = 0;
  for (const [index, a] of links.entries()) {
    for (const b of links.slice(index + 1)) {
      if (items[a.from]?.column !== items[b.from]?.column) continue;
      const from = (rankOf.get(a.from) ?? 0) - (rankOf.get(b.from) ?? 0);
      const to = (rankOf.get(a.to) ?? 0) - (rankOf.get(b.to) ?? 0);
      if (from * to < 0) total++;
    }
  }
  return total;
}

describe("crossings", () => {
  const graph = buildColumnGraph(parseGraph("a>c b>d"));
  const [a, b, c, d] = ["a", "b", "c", "d"].map((id) => graph.itemOf.get(id) ?? -1) as [number, number, number, number];

  it.each([
    [
      "side by side",
      [
        [a, b],
        [c, d],
      ],
      0,
    ],
    [
      "swapped",
      [
        [a, b],
        [d, c],
      ],
      1,
    ],
    [
      "swapped on both sides",
      [
        [b, a],
        [d, c],
      ],
      0,
    ],
  ])("%s", (_, order, crossings) => {
    expect(countCrossings(graph, order)).toBe(crossings);
  });

  it("does not count edges that share an end", () => {
    const fan = buildColumnGraph(parseGraph("a>b a>c a>d"));
    expect(countCrossings(fan, [[0], [3, 1, 2]])).toBe(0);
  });

  it("agrees with counting every pair", () => {
    const sized = fc.integer({ min: 2, max: 7 }).chain((size) =>
      fc.record({
        pairs: fc.array(fc.tuple(fc.nat(size - 1), fc.nat(size - 1)), { maxLength: 20 }),
        left: fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size }),
        right: fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size }),
        size: fc.constant(size),
      }),
    );
    fc.assert(
      fc.property(sized, ({ pairs, left, right, size }) => {
        const nodes = [0, 1].flatMap((wave) => left.map((index) => ({ id: `${wave}-${index}`, wave })));
        const edges = pairs.map(([from, to]) => ({ from: `0-${from}`, to: `1-${to}` }));
        const bilayer = buildColumnGraph({ nodes, edges });
        const order = [left, right.map((index) => index + size)];
        expect(countCrossings(bilayer, order)).toBe(countNaively(bilayer, order));
      }),
      { seed: 29, numRuns: 300 },
    );
  });
});
