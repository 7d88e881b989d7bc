import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { MAX_ZOOM, MIN_ZOOM } from "./camera-moves.ts";
import { findWindow, holdsWindow, isSameWindow, joinWindows, MOST_CARDS, toSkips } from "./find-window.ts";
import { SceneLooks } from "./scene-looks.ts";
import { createGrid } from "./scenes.test-support.ts";

const ROOM = { width: 1_100, height: 780, density: 1 };
const large = createGrid(10_000, 100, true);
const small = createGrid(60, 8, true);
const looks = { large: new SceneLooks(large), small: new SceneLooks(small) };

describe("findWindow", () => {
  it("makes cards of a small graph, and lists what is no card", () => {
    const near = findWindow(small, looks.small, { x: 0, y: 0, zoom: 0.5 }, ROOM);
    expect(near.cards).toHaveLength(60);
    expect(near.listed).toEqual([]);
    const far = findWindow(small, looks.small, { x: 0, y: 0, zoom: 0.3 }, ROOM);
    expect(far.cards).toEqual([]);
    expect(far.listed).toHaveLength(60);
    expect(far.edges).toEqual([]);
  });

  it("makes never more cards than a browser moves, at any view of any window", () => {
    const views = fc.record({
      x: fc.integer({ min: -30_000, max: 1_000 }),
      y: fc.integer({ min: -8_000, max: 1_000 }),
      zoom: fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true }),
    });
    const rooms = fc.record({ width: fc.integer({ min: 1, max: 4_000 }), height: fc.integer({ min: 1, max: 2_500 }) });
    fc.assert(
      fc.property(views, rooms, (view, size) => {
        const room = { ...size, density: 1 };
        const found = findWindow(large, looks.large, view, room);
        expect(found.cards.length).toBeLessThanOrEqual(MOST_CARDS);
        expect(found.listed.length).toBeLessThanOrEqual(200);
        expect(found.edges.length).toBeLessThanOrEqual(300);
        expect(holdsWindow(found, view, room)).toBe(true);
      }),
    );
  });

  it("holds until the window leaves what has cards", () => {
    const view = { x: -5_000, y: -2_000, zoom: 1 };
    const found = findWindow(large, looks.large, view, ROOM);
    expect(found.cards.length).toBeGreaterThan(30);
    expect(holdsWindow(found, { ...view, x: view.x - 100 }, ROOM)).toBe(true);
    expect(holdsWindow(found, { ...view, x: view.x - 2_000 }, ROOM)).toBe(false);
  });

  it.each([0, 1])("takes a picture of %i", (count) => {
    const scene = createGrid(count, 1);
    expect(findWindow(scene, new SceneLooks(scene), { x: 0, y: 0, zoom: 1 }, ROOM).cards).toHaveLength(count);
  });

  it("keeps both of two choices until the canvas has drawn the rest", () => {
    const view = { x: -5_000, y: -2_000, zoom: 1 };
    const before = findWindow(large, looks.large, view, ROOM);
    const next = findWindow(large, looks.large, { ...view, x: -6_000 }, ROOM);
    const both = new Set(joinWindows(before, next).cards);
    for (const card of [...before.cards, ...next.cards]) expect(both.has(card)).toBe(true);
    expect(joinWindows(findWindow(small, looks.small, view, ROOM), next)).toBe(next);
    expect(isSameWindow(before, next)).toBe(false);
    expect(toSkips(next).nodes.size).toBe(next.cards.length);
  });
});
