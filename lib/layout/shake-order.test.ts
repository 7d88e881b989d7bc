import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toColumnGraph } from "./column-graph.test-support.ts";
import { anyLayers, countNaively, shuffleColumns } from "./layers.test-support.ts";
import { toNumberedOrder } from "./layers.ts";
import { RankedOrder } from "./ranked-order.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { shakeOrder } from "./shake-order.ts";
import { siftItems } from "./sift-items.ts";

const numbers = fc.array(fc.nat(100), { minLength: 60, maxLength: 60 });

describe("shaking an order", () => {
  it("leaves each item in its column, never crosses more, and gives what is left exactly", () => {
    fc.assert(
      fc.property(anyLayers, numbers, fc.integer({ min: 0, max: 3_000 }), (layers, shuffle, steps) => {
        const order = shuffleColumns(layers, shuffle);
        const ranked = new RankedOrder(layers, order);
        const before = ranked.count();
        const left = shakeOrder(ranked, steps);
        expect(left).toBeLessThanOrEqual(before);
        expect(countNaively(layers, ranked.order)).toBe(left);
        expect(ranked.count()).toBe(left);
        expect(Array.from(ranked.order, (item) => layers.columnOf[item])).toEqual(
          Array.from(order, (item) => layers.columnOf[item]),
        );
        expect([...ranked.order].sort((a, b) => a - b)).toEqual([...order.keys()]);
      }),
      { seed: 61, numRuns: 300 },
    );
  });

  it("comes to the same from the same order", () => {
    fc.assert(
      fc.property(anyLayers, numbers, (layers, shuffle) => {
        const [one, other] = [1, 2].map(() => new RankedOrder(layers, shuffleColumns(layers, shuffle)));
        for (const ranked of [one, other]) if (ranked !== undefined) shakeOrder(ranked, 1_000);
        expect(other?.order).toEqual(one?.order);
      }),
      { seed: 67, numRuns: 100 },
    );
  });

  it("goes on where sifting ends", () => {
    const layers = toColumnGraph(toConnected(30));
    const ranked = new RankedOrder(layers, toNumberedOrder(layers));
    while (siftItems(ranked, 100) > 0);
    const sifted = ranked.count();
    expect(shakeOrder(ranked, 100_000)).toBeLessThan(sifted);
  });
});

/** A graph in one piece: each node waits for one or two of those before it. */
function toConnected(size: number): string {
  const random = createSeededRandom(3);
  const pick = (limit: number) => Math.floor(random() * limit);
  return Array.from({ length: size - 1 }, (_, index) => {
    const node = index + 1;
    return [pick(node), pick(node)].map((from) => `n${from}>n${node}`).join(" ");
  }).join(" ");
}

describe("random numbers", () => {
  it.each([0, 1, 7, -5, 2_147_483_646, 9_007_199_254_740_991])(
    "of seed %i are from 0 up to 1, and the same again",
    (seed) => {
      const [random, again] = [createSeededRandom(seed), createSeededRandom(seed)];
      const drawn = Array.from({ length: 1000 }, random);
      expect(Array.from({ length: 1000 }, again)).toEqual(drawn);
      expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true);
      expect(drawn.reduce((sum, number) => sum + number, 0) / drawn.length).toBeCloseTo(0.5, 1);
    },
  );

  it("are others for another seed", () => {
    expect(createSeededRandom(1)()).not.toBe(createSeededRandom(2)());
  });
});
