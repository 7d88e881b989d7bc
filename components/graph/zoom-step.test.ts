import { describe, expect, it } from "vitest";
import { toZoomStep } from "./zoom-step.ts";

describe("toZoomStep", () => {
  it.each([
    [1, 1],
    [0.5, 0.5],
    [0.25, 0.25],
    [0.3, 2 ** -1.75],
    [0.05, 2 ** -4.5],
  ])("of %d is %d", (zoom, step) => expect(toZoomStep(zoom)).toBeCloseTo(step, 10));

  it("never is more than the zoom, nor less by a fifth", () => {
    for (let zoom = 0.05; zoom < 1.5; zoom *= 1.01) {
      expect(toZoomStep(zoom)).toBeLessThanOrEqual(zoom * 1.000001);
      expect(toZoomStep(zoom)).toBeGreaterThan(zoom * 0.8);
    }
  });
});
