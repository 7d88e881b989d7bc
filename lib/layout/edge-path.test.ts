import { describe, expect, it } from "vitest";
import { toEdgeCurves, toEdgePath } from "./edge-path.ts";

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
