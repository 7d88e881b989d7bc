import { describe, expect, it } from "vitest";
import { keepAspect, toLayoutAspect } from "./fit-zoom.ts";

describe("keepAspect", () => {
  const before = toLayoutAspect(1140, 800);

  it("begins with the shape that there is", () => {
    expect(keepAspect(null, 1140, 800)).toBe(before);
  });

  it.each([
    ["a line of 36 px below the graph", 1140, 764],
    ["two of them", 1140, 728],
    ["a scrollbar", 1125, 800],
    ["no size at all", 0, 0],
  ])("takes no notice of %s", (_what, width, height) => {
    for (const base of [before, toLayoutAspect(1000, 740), toLayoutAspect(760, 800)]) {
      const shape = width === 0 ? { width, height } : { width: (width / 1140) * base * 800, height };
      expect(keepAspect(base, shape.width, shape.height)).toBe(base);
    }
  });

  it("follows a window that becomes another", () => {
    expect(keepAspect(before, 700, 800)).toBe(toLayoutAspect(700, 800));
    expect(keepAspect(before, 1140, 500)).toBe(toLayoutAspect(1140, 500));
  });
});
