import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { placeInOrder, Wishes } from "./place-in-order.ts";

interface Wish {
  readonly at: number;
  readonly weight: number;
}

/** Places wishes, each at least so far after the one before. */
function place(wishes: readonly Wish[], separations: readonly number[], low: number, high: number): number[] {
  // Longer than it need be, as it is when it is used for column after column.
  const room = new Wishes(wishes.length + 2);
  let offset = 0;
  for (const [index, { at, weight }] of wishes.entries()) {
    room.at[index] = at;
    room.weight[index] = weight;
    room.offset[index] = offset;
    offset += separations[index] ?? 0;
  }
  placeInOrder(room, wishes.length, low, high);
  return [...room.at.subarray(0, wishes.length)];
}

const toWishes = (...ats: number[]): Wish[] => ats.map((at) => ({ at, weight: 1 }));

describe("places in order", () => {
  it.each([
    ["wishes that go together", toWishes(0, 100, 200), [74, 74], [0, 100, 200]],
    ["two at one place, to both sides of it", toWishes(100, 100), [74], [63, 137]],
    ["three at one place", toWishes(100, 100, 100), [74, 74], [26, 100, 174]],
    ["wishes the wrong way round", toWishes(200, 0), [74], [63, 137]],
    ["one below the lowest", toWishes(-50), [], [0]],
    ["one above the highest", toWishes(900), [], [500]],
    ["none", [], [], []],
  ])("%s", (_, wishes, separations, places) => {
    expect(place(wishes, separations, 0, 500)).toEqual(places);
  });

  it("lets weight pull", () => {
    const [a = 0] = place(
      [
        { at: 0, weight: 9 },
        { at: 0, weight: 1 },
      ],
      [10],
      -100,
      100,
    );
    expect(a).toBeCloseTo(-1);
  });

  const anyInput = fc.array(
    fc.record({
      at: fc.integer({ min: -300, max: 300 }),
      weight: fc.integer({ min: 1, max: 5 }),
      separation: fc.integer({ min: 0, max: 80 }),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const cost = (places: readonly number[], wishes: readonly Wish[]) =>
    places.reduce((sum, place, index) => {
      const { at, weight } = wishes[index] ?? { at: 0, weight: 0 };
      return sum + weight * (place - at) ** 2;
    }, 0);

  it("keeps every separation and both bounds, and nothing allowed is nearer to the wishes", () => {
    fc.assert(
      fc.property(
        anyInput,
        fc.array(fc.integer({ min: -300, max: 1500 }), { minLength: 12, maxLength: 12 }),
        (input, raw) => {
          const separations = input.slice(0, -1).map(({ separation }) => separation);
          const total = separations.reduce((sum, separation) => sum + separation, 0);
          const [low, high] = [-200, -200 + total + 150];
          const places = place(input, separations, low, high);
          expect(places[0]).toBeGreaterThanOrEqual(low - 1e-9);
          expect(places.at(-1)).toBeLessThanOrEqual(high + 1e-9);
          for (const [index, separation] of separations.entries()) {
            expect((places[index + 1] ?? 0) - (places[index] ?? 0)).toBeGreaterThanOrEqual(separation - 1e-9);
          }
          const other: number[] = [];
          let [offset, least] = [0, low];
          for (const index of input.keys()) {
            least = Math.min(high - total + offset, Math.max(least, raw[index] ?? 0));
            other.push(least);
            offset += separations[index] ?? 0;
            least += separations[index] ?? 0;
          }
          expect(cost(places, input)).toBeLessThanOrEqual(cost(other, input) + 1e-6);
        },
      ),
      { seed: 23, numRuns: 500 },
    );
  });
});
