import { describe, expect, it } from "vitest";
import { type LoopEnd, routeLoop } from "./route-loops.ts";

const lefts = [0, 600, 888];
const spot = (column: number, subColumn: number, middle: number, more: Partial<LoopEnd> = {}): LoopEnd => ({
  column,
  left: (lefts[column] ?? 0) + subColumn * 264,
  middle,
  roomLeft: 24,
  roomRight: 24,
  ...more,
});

describe("routing a loop", () => {
  const at = spot(1, 0, 100);
  it.each([
    ["down, at the right", at, spot(1, 0, 174), (points: number[]) => points[0] === 840 && (points[2] ?? 0) > 840],
    ["up, at the left", spot(1, 0, 174), at, (points: number[]) => points[0] === 600 && (points[2] ?? 0) < 600],
    ["to oneself, at the right", at, at, (points: number[]) => points.length === 6 && (points[2] ?? 0) > 840],
    ["to the next sub-column, straight", spot(0, 0, 100), spot(0, 1, 100), (points: number[]) => points.length === 4],
    ["back to a sub-column, over it", spot(0, 1, 100), spot(0, 0, 174), (points: number[]) => points.includes(139)],
    [
      "on to a sub-column further down, over it",
      spot(0, 0, 100),
      spot(0, 1, 248),
      (points: number[]) => points.includes(213),
    ],
  ])("%s", (_, start, end, holds) => {
    const points = routeLoop(start, end);
    expect(points.length % 2).toBe(0);
    expect(holds(points)).toBe(true);
  });

  it("stays within the room beside the cards", () => {
    const tight = spot(1, 0, 100, { roomRight: 14 });
    expect(routeLoop(tight, spot(1, 0, 900))[2]).toBe(854);
  });
});
