import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { mergeAreas } from "./merge-areas.ts";
import type { Bounds } from "./spatial-grid.ts";

const box = (left: number, top: number, right: number, bottom: number): Bounds => ({ left, top, right, bottom });
const toGround = ({ left, top, right, bottom }: Bounds) => (right - left) * (bottom - top);
const isWithin = (inner: Bounds, outer: Bounds) =>
  inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;

describe("mergeAreas", () => {
  it.each<[string, readonly Bounds[], readonly Bounds[]]>([
    ["nothing", [], []],
    ["one", [box(0, 0, 2, 2)], [box(0, 0, 2, 2)]],
    ["pieces of a way, one behind the other", [box(0, 0, 10, 2), box(9, 0, 20, 2)], [box(0, 0, 20, 2)]],
    ["one within another", [box(0, 0, 9, 9), box(2, 2, 3, 3)], [box(0, 0, 9, 9)]],
    ["two far apart", [box(0, 0, 2, 2), box(50, 50, 52, 52)], [box(0, 0, 2, 2), box(50, 50, 52, 52)]],
  ])("%s", (_, areas, expected) => expect(mergeAreas(areas)).toEqual(expected));

  it("covers all that was given, with little more", () => {
    const side = fc.integer({ min: 0, max: 100 });
    const area = fc.tuple(side, side, fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }));
    fc.assert(
      fc.property(fc.array(area, { maxLength: 12 }), (given) => {
        const areas = given.map(([left, top, width, height]) => box(left, top, left + width, top + height));
        const merged = mergeAreas(areas);
        for (const each of areas) expect(merged.some((one) => isWithin(each, one))).toBe(true);
        const sum = (all: readonly Bounds[]) => all.reduce((total, one) => total + toGround(one), 0);
        // Each joining may add half.
        expect(sum(merged)).toBeLessThanOrEqual(sum(areas) * 1.5 ** areas.length);
        expect(merged.length).toBeLessThanOrEqual(areas.length);
      }),
    );
  });
});
