import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { SpatialGrid } from "./spatial-grid.ts";

const [WIDTH, HEIGHT] = [240, 64];
const place = fc.integer({ min: -3_000, max: 3_000 });
const points = fc.array(fc.tuple(place, place), { maxLength: 60 });
const toGrid = (all: readonly (readonly [number, number])[]) =>
  new SpatialGrid(
    Float64Array.from(all, ([x]) => x),
    Float64Array.from(all, ([, y]) => y),
    WIDTH,
    HEIGHT,
  );

describe("SpatialGrid", () => {
  it("finds in an area exactly what touches it, as going through all of them does", () => {
    fc.assert(
      fc.property(points, place, place, fc.nat(2_000), fc.nat(2_000), (all, left, top, width, height) => {
        const area = { left, top, right: left + width, bottom: top + height };
        const expected = all.flatMap(([x, y], item) =>
          x <= area.right && x + WIDTH >= left && y <= area.bottom && y + HEIGHT >= top ? item : [],
        );
        expect(toGrid(all).findIn(area)).toEqual(expected);
      }),
    );
  });

  it("finds at a point one that it lies on, if there is any", () => {
    fc.assert(
      fc.property(points, place, place, (all, x, y) => {
        const found = toGrid(all).findAt(x, y, 0);
        const isOn = ([left, top]: readonly [number, number]) =>
          x >= left && x <= left + WIDTH && y >= top && y <= top + HEIGHT;
        const hit = all[found];
        if (all.some(isOn)) expect(hit !== undefined && isOn(hit)).toBe(true);
        else expect(found).toBe(-1);
      }),
    );
  });

  it("reaches beside a block for the nearest", () => {
    const grid = toGrid([
      [0, 0],
      [300, 0],
    ]);
    expect(grid.findAt(280, 30, 50)).toBe(1);
    expect(grid.findAt(255, 30, 50)).toBe(0);
    expect(grid.findAt(255, 30, 5)).toBe(-1);
  });

  it.each([0, 1, 10_000])("takes %i at one place", (count) => {
    const grid = toGrid(Array.from({ length: count }, () => [7, 7] as const));
    expect(grid.findIn({ left: 0, top: 0, right: 10, bottom: 10 })).toHaveLength(count);
  });

  it("takes a picture a million times as wide as high", () => {
    const grid = toGrid(Array.from({ length: 5_000 }, (_, at) => [at * 288, 0] as const));
    expect(grid.findAt(288 * 4_999 + 5, 5, 0)).toBe(4_999);
  });
});
