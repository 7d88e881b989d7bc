import { describe, expect, it } from "vitest";
import { findChangedAreas } from "./changed-areas.ts";
import { createGrid } from "./scenes.test-support.ts";

const scene = createGrid(10_000, 100, true);
const bounds = { left: 0, top: 0, right: scene.layout.width, bottom: scene.layout.height };
const frame = { bounds, zoom: 0.05, density: 1 };
const none = { nodes: [], edges: [], all: false, isLess: false };

describe("findChangedAreas", () => {
  it("is the card with its rim, as far as it is drawn", () => {
    expect(findChangedAreas(scene, frame, { ...none, nodes: [101] })).toEqual([
      { left: 48, top: 0, right: 768, bottom: 378 },
    ]);
    expect(findChangedAreas(scene, frame, { ...none, nodes: [0] })?.[0]).toMatchObject({ left: 0, top: 0 });
  });

  it("leaves out what is not in the frame", () => {
    const part = { ...frame, bounds: { left: 0, top: 0, right: 500, bottom: 500 } };
    expect(findChangedAreas(scene, part, { ...none, nodes: [9_999] })).toEqual([]);
  });

  it.each([
    ["a new beginning", { ...none, all: true }],
    ["something that has gone", { ...none, nodes: [1], isLess: true }],
    ["very many", { ...none, nodes: Array.from({ length: 200 }, (_, at) => at) }],
    ["what covers much", { ...none, nodes: Array.from({ length: 59 }, (_, at) => at * 115), edges: [] }],
  ])("is everything for %s", (what, change) => {
    const near =
      what === "what covers much" ? { ...frame, bounds: { left: 0, top: 0, right: 9_000, bottom: 9_000 } } : frame;
    expect(findChangedAreas(scene, near, change)).toBe(null);
  });
});
