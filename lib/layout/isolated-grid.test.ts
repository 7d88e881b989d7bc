import { describe, expect, it } from "vitest";
import {
  assignGridSlots,
  countGridColumns,
  measureGridHeight,
  measureGridWidth,
  toGridPoint,
} from "./isolated-grid.ts";

describe("the grid of the isolated", () => {
  it.each([
    [0, 1],
    [272, 1],
    [559, 1],
    [560, 2],
    [848, 3],
  ])("an area %i wide has %i columns", (width, columns) => {
    expect(countGridColumns(width)).toBe(columns);
  });

  it("has the width that its columns need", () => {
    for (const columns of [1, 2, 7, 40]) expect(countGridColumns(measureGridWidth(columns))).toBe(columns);
  });

  it.each([
    [1, 3, 106],
    [3, 3, 106],
    [4, 3, 180],
  ])("%i slots in %i columns are %i high", (slots, columns, height) => {
    expect(measureGridHeight(slots, columns)).toBe(height);
  });

  it("counts slots along the rows", () => {
    expect([0, 2, 3].map((slot) => toGridPoint(slot, 3))).toEqual([
      { x: 16, y: 34 },
      { x: 592, y: 34 },
      { x: 16, y: 108 },
    ]);
  });
});

describe("who stands where in it", () => {
  const slotsOf = (ids: string, before: Record<string, number> = {}) =>
    Object.fromEntries(assignGridSlots(ids.split(" "), new Map(Object.entries(before))));

  it.each([
    ["in the order of the ids", "a b c", {}, { a: 0, b: 1, c: 2 }],
    ["as before", "a b c", { a: 2, b: 0, c: 1 }, { a: 2, b: 0, c: 1 }],
    ["a new one at the end", "a aa b", { a: 0, b: 1 }, { a: 0, aa: 2, b: 1 }],
    ["a new one into a hole", "a c n", { a: 0, b: 1, c: 2 }, { a: 0, c: 2, n: 1 }],
    ["a hole stays", "a c d e f", { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5 }, { a: 0, c: 2, d: 3, e: 4, f: 5 }],
    ["too many holes: anew", "a f", { a: 0, b: 1, c: 2, d: 3, e: 4, f: 5 }, { a: 0, f: 1 }],
    ["two in one slot: anew", "a b", { a: 1, b: 1 }, { a: 0, b: 1 }],
  ])("%s", (_, ids, before, after) => {
    expect(slotsOf(ids, before)).toEqual(after);
  });
});
