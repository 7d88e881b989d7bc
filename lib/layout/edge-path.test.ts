import { describe, expect, it } from "vitest";
import { toEdgeCurves, toEdgePath } from "./edge-path.ts";
import { routeLoop, routeThrough, type Spot } from "./route-edges.ts";

describe("joining the points of an edge", () => {
  it("an S between two cards leaves and arrives level", () => {
    expect(toEdgeCurves([0, 0, 48, 100])).toEqual([0, 0, 24, 0, 24, 100, 48, 100]);
  });

  it("points on one height make a straight line", () => {
    const curves = toEdgeCurves([0, 10, 48, 10, 288, 10]);
    expect(curves.filter((_, at) => at % 2 === 1).every((y) => y === 10)).toBe(true);
  });

  it("stands upright where it turns back", () => {
    const curves = toEdgeCurves([0, 0, 20, 50, 0, 100]);
    expect([curves[4], curves[6]]).toEqual([20, 20]);
    expect([curves[8], curves[10]]).toEqual([20, expect.closeTo(11)]);
  });

  it("is an SVG path, too", () => {
    expect(toEdgePath([0, 0, 48, 100])).toBe("M0,0C24 0 24 100 48 100");
    expect(toEdgePath([])).toBe("M0,0");
  });
});

const frames = [
  { left: 0, right: 504 },
  { left: 600, right: 840 },
  { left: 888, right: 1392 },
];
const spot = (column: number, subColumn: number, middle: number, more: Partial<Spot> = {}): Spot => ({
  column,
  left: (frames[column]?.left ?? 0) + subColumn * 264,
  middle,
  opensLeft: subColumn === 0,
  opensRight: subColumn === 1 || column === 1,
  roomLeft: 24,
  roomRight: 24,
  ...more,
});

describe("routing an edge", () => {
  it.each([
    ["to the next wave", [spot(0, 1, 100), spot(1, 0, 200)], [504, 100, 600, 200]],
    ["below the card in front of it", [spot(0, 0, 100), spot(1, 0, 200)], [240, 100, 264, 135, 504, 135, 600, 200]],
    ["above the card that it reaches", [spot(1, 0, 100), spot(2, 1, 200)], [840, 100, 888, 165, 1128, 165, 1152, 200]],
    [
      "straight through a wave",
      [spot(0, 1, 100), spot(1, 0, 50), spot(2, 0, 80)],
      [504, 100, 600, 50, 840, 50, 888, 80],
    ],
    [
      "straight past places where no card is",
      [spot(0, 0, 100, { opensRight: true }), spot(2, 1, 80, { opensLeft: true })],
      [240, 100, 504, 100, 888, 80, 1152, 80],
    ],
  ])("%s", (_, spots, points) => {
    expect(routeThrough(spots, frames)).toEqual(points);
  });
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
