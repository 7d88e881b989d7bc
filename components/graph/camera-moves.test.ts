import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import {
  clampZoom,
  MAX_ZOOM,
  MIN_ZOOM,
  type Rect,
  toBounds,
  toFitView,
  toPannedView,
  toRevealView,
  toZoomedView,
  type View,
} from "./camera-moves.ts";

const ROOM: Rect = { x: 24, y: 24, width: 1000, height: 700 };
const side = fc.double({ min: 1, max: 5000, noNaN: true });
const place = fc.double({ min: -5000, max: 5000, noNaN: true });
const rects = fc.record({ x: place, y: place, width: side, height: side });
const views = fc.record({ x: place, y: place, zoom: fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true }) });

/** Whether a rectangle of the world lies within a part of the screen, to a hundredth of a pixel. */
function lies(target: Rect, room: Rect, { x, y, zoom }: View): boolean {
  const [left, top] = [target.x * zoom + x, target.y * zoom + y];
  return (
    left >= room.x - 0.01 &&
    top >= room.y - 0.01 &&
    left + target.width * zoom <= room.x + room.width + 0.01 &&
    top + target.height * zoom <= room.y + room.height + 0.01
  );
}

describe("toFitView", () => {
  it("shows all of a picture that is not too large for the least zoom", () => {
    fc.assert(
      fc.property(side, side, (width, height) => {
        const view = toFitView({ width, height }, ROOM);
        expect(view.zoom).toBeLessThanOrEqual(1);
        expect(lies({ x: 0, y: 0, width, height }, ROOM, view)).toBe(true);
      }),
    );
  });

  it.each([
    ["small, in the middle", { width: 200, height: 100 }, { x: 424, y: 324, zoom: 1 }],
    ["wide, from the left", { width: 2000, height: 1300 }, { x: 24, y: 24, zoom: 0.5 }],
    ["wide and low, in the middle", { width: 2000, height: 400 }, { x: 24, y: 274, zoom: 0.5 }],
    ["high, from the top", { width: 100, height: 1400 }, { x: 499, y: 24, zoom: 0.5 }],
    ["far too large, at the least zoom", { width: 90_000, height: 90_000 }, { x: 24, y: 24, zoom: MIN_ZOOM }],
  ])("is %s", (_, picture, expected) => expect(toFitView(picture, ROOM)).toEqual(expected));
});

describe("toRevealView", () => {
  it("has the target in view, unless it is larger than the least zoom shows", () => {
    fc.assert(
      fc.property(rects, views, (target, view) => {
        expect(lies(target, ROOM, toRevealView(target, ROOM, view))).toBe(true);
      }),
    );
  });

  it("moves nothing when the target can be read already", () => {
    const view = { x: 0, y: 0, zoom: 0.6 };
    expect(toRevealView({ x: 100, y: 100, width: 240, height: 64 }, ROOM, view)).toBe(view);
  });

  it("comes near when the target is in view but too small to read", () => {
    const next = toRevealView({ x: 100, y: 100, width: 240, height: 64 }, ROOM, { x: 0, y: 0, zoom: 0.3 });
    expect(next.zoom).toBe(0.83);
  });

  it("comes near when names are cut short, as far as the whole target stays in view", () => {
    const small = { x: 100, y: 100, width: 240, height: 64 };
    expect(toRevealView(small, ROOM, { x: 0, y: 0, zoom: 0.4 }).zoom).toBe(0.83);
    const large = { x: 0, y: 0, width: 2400, height: 640 };
    const view = { x: 30, y: 30, zoom: 0.4 };
    expect(toRevealView(large, ROOM, view).zoom).toBeCloseTo(1000 / 2400);
    expect(toRevealView({ ...large, width: 2490 }, ROOM, { ...view, zoom: 1000 / 2490, x: 24 }).zoom).toBe(1000 / 2490);
  });

  it("shows nothing before the picture begins", () => {
    const { x, y } = toRevealView({ x: 0, y: 40, width: 240, height: 64 }, ROOM, { x: 0, y: 0, zoom: 0.3 });
    expect({ x, y }).toEqual({ x: ROOM.x, y: ROOM.y });
  });

  it("stays as near as it was", () => {
    const next = toRevealView({ x: 9000, y: 100, width: 240, height: 64 }, ROOM, { x: 0, y: 0, zoom: 1.2 });
    expect(next.zoom).toBe(1.2);
  });
});

describe("toPannedView", () => {
  it("keeps the zoom, and shows the target where it has room", () => {
    fc.assert(
      fc.property(rects, views, (target, view) => {
        const next = toPannedView(target, ROOM, view);
        expect(next.zoom).toBe(view.zoom);
        if (target.width * view.zoom <= ROOM.width && target.height * view.zoom <= ROOM.height) {
          expect(lies(target, ROOM, next)).toBe(true);
        }
      }),
    );
  });

  it("moves nothing when the target is in view", () => {
    fc.assert(
      fc.property(rects, views, (target, view) => {
        const next = toPannedView(target, ROOM, view);
        if (lies(target, ROOM, view)) {
          expect(next.x).toBeCloseTo(view.x, 1);
          expect(next.y).toBeCloseTo(view.y, 1);
        }
      }),
    );
  });
});

describe("toZoomedView", () => {
  it("keeps the point in the middle where it is, within the zooms that are allowed", () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0.1, max: 10, noNaN: true }), (view, factor) => {
        const next = toZoomedView(factor, ROOM, view);
        const middle = (v: View) => (ROOM.x + ROOM.width / 2 - v.x) / v.zoom;
        expect(next.zoom).toBe(clampZoom(view.zoom * factor));
        expect(middle(next)).toBeCloseTo(middle(view), 4);
      }),
    );
  });
});

describe("toBounds", () => {
  it("is the least rectangle around others", () => {
    expect(toBounds([])).toBeNull();
    expect(
      toBounds([
        { x: 10, y: 20, width: 5, height: 5 },
        { x: -1, y: 22, width: 2, height: 9 },
      ]),
    ).toEqual({ x: -1, y: 20, width: 16, height: 11 });
  });
});
