import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { at } from "#lib/graph/adjacency.ts";
import { anyLayers, countNaively, shuffleColumns } from "./layers.test-support.ts";
import { buildLayers, toNumberedOrder } from "./layers.ts";
import { RankedOrder } from "./ranked-order.ts";

const numbers = fc.array(fc.nat(100), { minLength: 60, maxLength: 60 });
const link = (...links: readonly [number, number][]) =>
  buildLayers(
    Int32Array.of(0, 0, 1, 1),
    2,
    Int32Array.from(links, ([from]) => from),
    Int32Array.from(links, ([, to]) => to),
  );

describe("crossings", () => {
  it.each([
    ["side by side", link([0, 2], [1, 3]), [0, 1, 2, 3], 0],
    ["swapped", link([0, 2], [1, 3]), [0, 1, 3, 2], 1],
    ["swapped on both sides", link([0, 2], [1, 3]), [1, 0, 3, 2], 0],
    ["edges that share an end do not cross", link([0, 2], [0, 3], [1, 3]), [0, 1, 2, 3], 0],
    ["all with all", link([0, 2], [0, 3], [1, 2], [1, 3]), [0, 1, 2, 3], 1],
  ])("%s", (_, layers, order, crossings) => {
    expect(new RankedOrder(layers, Int32Array.from(order)).count()).toBe(crossings);
  });

  it("agree with counting every pair of links, in thousands of graphs", () => {
    fc.assert(
      fc.property(anyLayers, numbers, (layers, shuffle) => {
        const order = shuffleColumns(layers, shuffle);
        expect(new RankedOrder(layers, order).count()).toBe(countNaively(layers, order));
      }),
      { seed: 29, numRuns: 3000 },
    );
  });

  it("are exact where the count is beyond 32 bits", () => {
    const size = 400;
    const columnOf = Int32Array.from({ length: 2 * size }, (_, item) => Number(item >= size));
    const pairs = Array.from({ length: size * size }, (_, at) => [Math.floor(at / size), size + (at % size)]);
    const [from, to] = [0, 1].map((end) => Int32Array.from(pairs, (pair) => pair[end] ?? 0));
    const layers = buildLayers(columnOf, 2, from ?? new Int32Array(), to ?? new Int32Array());
    expect(new RankedOrder(layers, toNumberedOrder(layers)).count()).toBe(((size * (size - 1)) / 2) ** 2);
  });

  it("change by what a swap of neighbours is said to gain", () => {
    fc.assert(
      fc.property(anyLayers, numbers, fc.nat(), (layers, shuffle, pick) => {
        const ranked = new RankedOrder(layers, shuffleColumns(layers, shuffle));
        const place = 1 + (pick % Math.max(1, ranked.order.length - 1));
        const [upper, lower] = [at(ranked.order, place - 1), at(ranked.order, place)];
        const column = at(layers.columnOf, upper);
        if (ranked.order.length < 2 || at(layers.columnOf, lower) !== column) return;
        const [before, gain] = [ranked.count(), ranked.gainOfSwap(upper, lower)];
        ranked.order.set([lower, upper], place - 1);
        ranked.settle(column);
        expect(ranked.count()).toBe(before - gain);
      }),
      { seed: 31, numRuns: 1000 },
    );
  });
});
