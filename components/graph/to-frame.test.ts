import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { MAX_ZOOM, MIN_ZOOM } from "./camera-moves.ts";
import { toBitmapSize } from "./paint-frame.ts";
import { coversWindow, toFrame, toWindow } from "./to-frame.ts";

const PICTURE = { width: 18_000, height: 13_000 };
const views = fc.record({
  x: fc.integer({ min: -20_000, max: 2_000 }),
  y: fc.integer({ min: -20_000, max: 2_000 }),
  zoom: fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true }),
});
const rooms = fc.record({
  width: fc.integer({ min: 1, max: 3_840 }),
  height: fc.integer({ min: 1, max: 2_160 }),
  density: fc.constantFrom(1, 1.25, 1.5, 2, 3),
});

describe("toFrame", () => {
  it("covers the window, has whole pixels of the screen, and never more than memory has", () => {
    fc.assert(
      fc.property(views, rooms, (view, room) => {
        const frame = toFrame(view, room, PICTURE);
        if (frame === null) return;
        expect(coversWindow(frame, view, room, PICTURE)).toBe(true);
        const { width, height } = toBitmapSize(frame);
        expect(width * height).toBeLessThanOrEqual(
          Math.max(16_500_000, room.width * room.height * room.density ** 2 * 1.05),
        );
        const left = (frame.bounds.left * view.zoom + view.x) * room.density;
        expect(Math.abs(left - Math.round(left))).toBeLessThan(1e-4);
      }),
    );
  });

  it.each([
    ["a window without width", { x: 0, y: 0, zoom: 1 }, { width: 0, height: 800, density: 1 }],
    ["a view beside the picture", { x: 5_000, y: 0, zoom: 1 }, { width: 1_000, height: 800, density: 1 }],
  ])("is none for %s", (_, view, room) => expect(toFrame(view, room, PICTURE)).toBe(null));

  it("is there for a window one pixel wide", () => {
    const frame = toFrame({ x: 0, y: 0, zoom: 0.06 }, { width: 1, height: 1, density: 2 }, PICTURE);
    expect(frame && toBitmapSize(frame).width).toBeGreaterThan(0);
  });
});

describe("toWindow", () => {
  it("says what of the world is seen", () => {
    expect(toWindow({ x: -100, y: 50, zoom: 0.5 }, { width: 1_000, height: 800, density: 2 })).toEqual({
      left: 200,
      top: -100,
      right: 2_200,
      bottom: 1_500,
    });
  });
});
