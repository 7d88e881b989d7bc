import { describe, expect, it } from "vitest";
import { CanvasStage } from "./canvas-stage.ts";
import type { PaintContext } from "./paint-frame.ts";
import type { CanvasLike } from "./painted-layer.ts";
import { readPalette } from "./palette.ts";
import { SceneLooks } from "./scene-looks.ts";
import { createGrid } from "./scenes.test-support.ts";

/** A canvas that counts what is drawn on it. */
function createCanvas(drawn: { count: number; sheets: number }): CanvasLike {
  const canvas = { width: 0, height: 0 };
  const context = new Proxy(
    {},
    {
      get: (_, name) => {
        if (name === "canvas") return canvas;
        if (name === "measureText") return (text: string) => ({ width: text.length * 6 });
        return () => {
          if (name === "fillRect" || name === "stroke" || name === "fill") drawn.count += 1;
          if (name === "drawImage") drawn.sheets += 1;
        };
      },
      set: () => true,
    },
  ) as unknown as PaintContext;
  const style = { transform: "", width: "", height: "", opacity: "", visibility: "", zIndex: "", transition: "" };
  return Object.assign(canvas, { style, getContext: () => context });
}

function setUp(count: number) {
  const drawn = { count: 0, sheets: 0 };
  const scene = createGrid(count, 100);
  const looks = new SceneLooks(scene);
  const asked: (() => void)[] = [];
  const page = { now: 0, shown: 0, requests: 0, held: [] as boolean[] };
  const sheet = () => createCanvas(drawn);
  const stage = new CanvasStage(
    [sheet(), sheet(), sheet(), sheet(), sheet(), sheet(), sheet()],
    {
      request: (run) => {
        page.requests += 1;
        return asked.push(run);
      },
      cancel: () => {},
      now: () => page.now,
    },
    () => {
      page.shown += 1;
    },
    (isHeld) => page.held.push(isHeld),
  );
  const runFrame = () => {
    page.now += 16;
    for (const run of asked.splice(0)) run();
  };
  const settle = () => {
    for (let turn = 0; turn < 500 && asked.length > 0; turn++) runFrame();
    expect(asked).toEqual([]);
  };
  looks.states.fill(8);
  stage.resize({ width: 1_000, height: 800, density: 2 });
  stage.set({ scene, looks, palette: readPalette(() => "#000"), toText: () => null });
  stage.move({ x: 0, y: 0, zoom: 0.05 }, false);
  settle();
  return { stage, page, drawn, asked, runFrame, settle, looks };
}

const change = (node: number) => ({ nodes: [node], edges: [], all: false, isLess: false });

describe("CanvasStage", () => {
  it("draws everything once, and then asks for no more frames", () => {
    const { page, drawn } = setUp(2_000);
    expect(page.shown).toBeGreaterThan(0);
    // The window and its margin have 87 of the 100 columns.
    expect(drawn.count).toBeGreaterThanOrEqual(20 * 87);
    expect(drawn.count).toBeLessThan(2_000);
  });

  it("asks for one frame however many changes there are before it", () => {
    const { stage, page, asked, settle } = setUp(10_000);
    const before = page.requests;
    for (let node = 0; node < 2_000; node++) stage.change(change(node));
    expect(asked).toHaveLength(1);
    expect(page.requests - before).toBe(1);
    settle();
  });

  it("draws of one change what it touches, and nothing of the ten thousand", () => {
    const { stage, drawn, settle, looks } = setUp(10_000);
    looks.states[42] = 0;
    looks.loudNodes.add(42);
    const before = drawn.count;
    stage.change(change(42));
    settle();
    expect(drawn.count - before).toBeGreaterThan(0);
    expect(drawn.count - before).toBeLessThan(20);
  });

  it("draws nothing for an hour in which nobody looks, and then one picture", () => {
    const { stage, page, asked, drawn, settle } = setUp(1_000);
    const before = { requests: page.requests, count: drawn.count };
    for (let second = 0; second < 3_600; second++) stage.change(change(second % 1_000));
    expect([asked.length, page.requests - before.requests, drawn.count - before.count]).toEqual([1, 1, 0]);
    settle();
  });

  it.each([0, 1])("takes a picture of %i", (count) => {
    const { page } = setUp(count);
    expect(page.shown).toBeGreaterThan(0);
  });

  it("shows its layers as one while it is stretched, and themselves again at rest", () => {
    const { stage, page, drawn, runFrame, settle } = setUp(500);
    for (let step = 1; step <= 10; step++) {
      stage.move({ x: 0, y: 0, zoom: 0.05 + step / 1_000 }, true);
      runFrame();
    }
    expect([page.held, drawn.sheets]).toEqual([[true], 2]);
    stage.move({ x: 0, y: 0, zoom: 0.06 }, false);
    settle();
    expect(page.held).toEqual([true, false]);
  });

  it("holds nothing while it is only pushed about", () => {
    const { stage, page, runFrame } = setUp(500);
    for (let step = 1; step <= 10; step++) {
      stage.move({ x: step, y: 0, zoom: 0.05 }, true);
      runFrame();
    }
    expect(page.held).toEqual([]);
  });

  it("shows a change while it is held, and what stands out", () => {
    const { stage, drawn, runFrame } = setUp(500);
    stage.move({ x: 0, y: 0, zoom: 0.055 }, true);
    runFrame();
    expect(drawn.sheets).toBe(2);
    stage.change(change(42));
    runFrame();
    expect(drawn.sheets).toBe(4);
    stage.keep({ nodes: [42], edges: [], path: new Set(), pathNodes: new Set() });
    for (let frame = 0; frame < 3; frame++) runFrame();
    expect(drawn.sheets).toBe(7);
  });

  it("stops", () => {
    const { stage, runFrame, drawn } = setUp(10);
    stage.change({ ...change(1), all: true });
    stage.stop();
    const before = drawn.count;
    runFrame();
    expect(drawn.count).toBe(before);
  });
});
