import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { anyLayers, countNaively, shuffleColumns } from "./layers.test-support.ts";
import { buildLayers, toNumberedOrder } from "./layers.ts";
import { orderColumns } from "./order-columns.ts";
import { RankedOrder } from "./ranked-order.ts";
import { siftItems } from "./sift-items.ts";
import { findStartOrder } from "./start-order.ts";

const numbers = fc.array(fc.nat(100), { minLength: 60, maxLength: 60 });
const isOrderOf = (order: Int32Array, wanted: Int32Array, columnOf: Int32Array) => {
  expect([...order].sort((a, b) => a - b)).toEqual([...wanted].sort((a, b) => a - b));
  expect(Array.from(order, (item) => columnOf[item])).toEqual(Array.from(wanted, (item) => columnOf[item]));
};

describe("the order of columns", () => {
  it("has each item once in its column, and crosses no more than the order that it began with", () => {
    fc.assert(
      fc.property(anyLayers, fc.constantFrom("thorough" as const, "quick" as const), (layers, effort) => {
        const order = orderColumns(layers, effort);
        isOrderOf(order, toNumberedOrder(layers), layers.columnOf);
        for (const from of ["busiest", "first"] as const) {
          for (const walk of ["wide", "deep"] as const) {
            const start = findStartOrder(layers, { from, walk });
            isOrderOf(start, toNumberedOrder(layers), layers.columnOf);
            const isTried = effort === "thorough" || (from === "busiest" && walk === "wide");
            if (isTried) expect(countNaively(layers, order)).toBeLessThanOrEqual(countNaively(layers, start));
          }
        }
      }),
      { seed: 43, numRuns: 500 },
    );
  });

  it("is the best there is, in small graphs, or nearly so", () => {
    const small = anyLayers.filter(({ columnOf, columnStarts }) => columnOf.length <= 7 && columnStarts.length > 2);
    let [ours, least] = [0, 0];
    fc.assert(
      fc.property(small, (layers) => {
        ours += countNaively(layers, orderColumns(layers, "thorough"));
        least += Math.min(...permute(layers).map((order) => countNaively(layers, order)));
      }),
      { seed: 47, numRuns: 150 },
    );
    expect(least).toBeGreaterThan(0);
    expect(ours).toBeLessThanOrEqual(least * 1.02);
  });

  it("crosses nothing in a tree", () => {
    const count = 255;
    const parents = Int32Array.from({ length: count - 1 }, (_, index) => index >> 1);
    const nodes = Int32Array.from({ length: count - 1 }, (_, index) => index + 1);
    const columnOf = Int32Array.from({ length: count }, (_, index) => Math.floor(Math.log2(index + 1)));
    const layers = buildLayers(columnOf, 8, parents, nodes);
    expect(countNaively(layers, orderColumns(layers, "thorough"))).toBe(0);
  });

  it("of nothing is nothing", () => {
    const nothing = buildLayers(new Int32Array(), 0, new Int32Array(), new Int32Array());
    expect(orderColumns(nothing, "thorough")).toHaveLength(0);
  });
});

describe("improving an order", () => {
  it.each([
    ["sifting", (ranked: RankedOrder) => siftItems(ranked, 100)],
    ["sifting near by", (ranked: RankedOrder) => siftItems(ranked, 2)],
  ])("%s saves what it says, and makes an order of the same items", (_, improve) => {
    fc.assert(
      fc.property(anyLayers, numbers, (layers, shuffle) => {
        const order = shuffleColumns(layers, shuffle);
        const ranked = new RankedOrder(layers, order);
        const before = ranked.count();
        const saved = improve(ranked);
        expect(saved).toBeGreaterThanOrEqual(0);
        expect(countNaively(layers, ranked.order)).toBe(before - saved);
        isOrderOf(ranked.order, order, layers.columnOf);
      }),
      { seed: 53, numRuns: 500 },
    );
  });
});

/** Every order of a graph's items within their columns. */
function permute({ columnStarts }: { readonly columnStarts: Int32Array }): Int32Array[] {
  let orders: number[][] = [[]];
  for (let column = 0; column + 1 < columnStarts.length; column++) {
    const [start = 0, end = 0] = columnStarts.subarray(column, column + 2);
    const items = Array.from({ length: end - start }, (_, index) => start + index);
    orders = orders.flatMap((order) => permuteItems(items).map((part) => [...order, ...part]));
  }
  return orders.map((order) => Int32Array.from(order));
}

function permuteItems(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) => permuteItems(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
