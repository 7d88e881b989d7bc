import { describe, expect, it } from "vitest";
import type { Frame, PaintContext } from "./paint-frame.ts";
import { type CanvasLike, PaintedLayer } from "./painted-layer.ts";

const PICTURE = { width: 18_000, height: 13_000 };
const ROOM = { width: 1_000, height: 800, density: 1 };
const FIT = { x: 0, y: 0, zoom: 0.05 };

function createCanvas(): CanvasLike {
  const context = { getImageData: () => null } as unknown as PaintContext;
  const style = { transform: "", width: "", height: "", opacity: "", visibility: "", zIndex: "", transition: "" };
  return { width: 0, height: 0, style, getContext: () => context };
}

/** A layer whose drawings take `steps` of 1 ms each. */
function setUp(steps: number) {
  const canvases = [createCanvas(), createCanvas()] as const;
  const page = { now: 0, begun: [] as Frame[], shown: 0 };
  const layer = new PaintedLayer(
    canvases,
    (_, frame) => {
      page.begun.push(frame);
      return (function* () {
        for (let step = 0; step < steps; step++) {
          page.now += 1;
          yield;
        }
      })();
    },
    () => page.now,
    () => {
      page.shown += 1;
    },
  );
  layer.resize(ROOM, PICTURE);
  layer.move(FIT);
  const seen = () => canvases.map(({ style }) => style.visibility);
  return { canvases, page, layer, seen };
}

/** Works frame by frame until there is no more to do; gives how many frames that took. */
function finish(layer: PaintedLayer, budget: number, isMoving = false): number {
  for (let frames = 1; frames < 1_000; frames++) if (!layer.work(budget, isMoving)) return frames;
  throw new Error("it never ends");
}

describe("PaintedLayer", () => {
  it("draws in pieces over several frames, and shows what is done", () => {
    const { layer, page, seen } = setUp(40);
    expect(layer.work(10, false)).toBe(true);
    expect(seen()).toEqual(["hidden", "hidden"]);
    expect(page.now).toBe(10);
    finish(layer, 10);
    expect(seen()).toEqual(["hidden", "visible"]);
    expect([page.begun.length, page.shown, layer.isCurrent]).toEqual([1, 1, true]);
  });

  it("pushes what is drawn about while it moves, and draws nothing of what it has", () => {
    const { layer, page, canvases } = setUp(5);
    finish(layer, 10);
    layer.move({ x: 30, y: -20, zoom: 0.05 });
    finish(layer, 10, true);
    layer.move({ x: 30, y: -20, zoom: 0.1 });
    finish(layer, 10, true);
    expect(page.begun).toHaveLength(1);
    expect(canvases[1].style.transform).toContain("scale(2)");
  });

  it("draws anew, sharp, when it rests", () => {
    const { layer, page, canvases } = setUp(5);
    finish(layer, 10);
    layer.move({ x: 0, y: 0, zoom: 0.1 });
    finish(layer, 10, false);
    expect(page.begun.map(({ zoom }) => zoom)).toEqual([0.05, 0.1]);
    expect(canvases[0].style.visibility).toBe("visible");
    expect(canvases[0].style.transform).not.toContain("scale");
  });

  it("draws in mid-move what would else be missing", () => {
    const { layer, page } = setUp(5);
    layer.move({ x: -4_000, y: -4_000, zoom: 1 });
    finish(layer, 10);
    layer.move({ x: -8_000, y: -4_000, zoom: 1 });
    finish(layer, 10, true);
    expect(page.begun).toHaveLength(2);
  });

  it("keeps showing the last drawing while the next is made, and when it has to begin again", () => {
    const { layer, seen } = setUp(40);
    finish(layer, 10);
    const before = seen();
    layer.outdate();
    for (let turn = 0; turn < 5; turn++) {
      layer.work(10, false);
      expect(seen()).toEqual(before);
      layer.outdate();
    }
    finish(layer, 10);
    expect(seen()).toEqual(before.toReversed());
  });

  it("shows nothing beside the picture, nor while it is off", () => {
    const { layer, seen } = setUp(1);
    finish(layer, 10);
    layer.move({ x: 90_000, y: 0, zoom: 1 });
    layer.outdate();
    finish(layer, 10);
    expect(seen()).toEqual(["hidden", "hidden"]);
    layer.move(FIT);
    finish(layer, 10);
    layer.turn(false);
    expect(seen()).toEqual(["hidden", "hidden"]);
    expect(layer.work(10, false)).toBe(false);
  });
});
