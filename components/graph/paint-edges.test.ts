import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { createFleet } from "#lib/layout/graphs.test-support.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { strokeEdges, toQuietShare } from "./paint-edges.ts";
import type { Drawing } from "./paint-frame.ts";
import { samplePicture } from "./sample-picture.test-support.ts";
import { buildScene, type Scene } from "./scene.ts";
import { createGrid } from "./scenes.test-support.ts";

/** Strokes edges of a picture of one row and gives, for each stroke, which of them are in it. */
function stroke(count: number, edges: readonly number[]): readonly number[][] {
  const scene = createGrid(count, count, true);
  const strokes: number[][] = [];
  const starts = new Map(
    Array.from({ length: scene.edges.count }, (_, edge) => [scene.edges.curves[scene.edges.starts[edge] ?? 0], edge]),
  );
  const context = {
    setLineDash: () => {},
    beginPath: () => strokes.push([]),
    moveTo: (x: number) => strokes.at(-1)?.push(starts.get(Math.fround(x)) ?? -1),
    lineTo: () => {},
    bezierCurveTo: () => {},
    stroke: () => {},
  };
  const frame = { bounds: { left: 0, top: 0, right: 1, bottom: 1 }, zoom: 1, density: 1 };
  const drawing = { context, frame, scene } as unknown as Drawing;
  for (const _ of strokeEdges(drawing, edges, { colour: "grey", width: 1, dash: [], alpha: 1 }));
  return strokes;
}

describe("strokeEdges", () => {
  it("draws every edge once, whatever their number", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 800 }), (count) => {
        const edges = Array.from({ length: count }, (_, edge) => edge);
        expect(
          stroke(count + 1, edges)
            .flat()
            .sort((a, b) => a - b),
        ).toEqual(edges);
      }),
      { numRuns: 40 },
    );
  });

  it("strokes no neighbours as one where there are many", () => {
    const strokes = stroke(
      1001,
      Array.from({ length: 1000 }, (_, edge) => edge),
    );
    expect(strokes).toHaveLength(7);
    for (const edges of strokes)
      for (const [at, edge] of edges.entries()) if (at > 0) expect(edge - (edges[at - 1] ?? 0)).toBe(7);
  });

  it("draws nothing of nothing", () => expect(stroke(3, [])).toEqual([]));
});

/** How many pieces of a picture's edges are drawn as lines and as curves at a zoom. */
function countPieces(scene: Scene, zoom: number): { lines: number; curves: number } {
  const pieces = { lines: 0, curves: 0 };
  const context = {
    setLineDash: () => {},
    beginPath: () => {},
    moveTo: () => {},
    lineTo: () => pieces.lines++,
    bezierCurveTo: () => pieces.curves++,
    stroke: () => {},
  };
  const frame = { bounds: { left: 0, top: 0, right: 1, bottom: 1 }, zoom, density: 1 };
  const drawing = { context, frame, scene } as unknown as Drawing;
  const edges = Array.from({ length: scene.edges.count }, (_, edge) => edge);
  for (const _ of strokeEdges(drawing, edges, { colour: "grey", width: 1, dash: [], alpha: 1 }));
  return pieces;
}

/** The pieces that are drawn, as they come. */
function listPieces(scene: Scene, shared: "each" | "once"): string[] {
  const pieces: string[] = [];
  let [x, y] = [0, 0];
  const draw = (...numbers: number[]) => {
    pieces.push([x, y, ...numbers].join(" "));
    [x = 0, y = 0] = numbers.slice(-2);
  };
  const context = {
    setLineDash: () => {},
    beginPath: () => {},
    moveTo: (...place: [number, number]) => {
      [x, y] = place;
    },
    lineTo: draw,
    bezierCurveTo: draw,
    stroke: () => {},
  };
  const frame = { bounds: { left: 0, top: 0, right: 1, bottom: 1 }, zoom: 0.1, density: 1 };
  const drawing = { context, frame, scene } as unknown as Drawing;
  const edges = Array.from({ length: scene.edges.count }, (_, edge) => edge);
  for (const _ of strokeEdges(drawing, edges, { colour: "grey", width: 1, dash: [], alpha: 1 }, shared));
  return pieces;
}

describe("what edges share", () => {
  it("is drawn once, and nothing is left out", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 50 }), fc.nat(300), (size, seed) => {
        const scene = buildScene(new LayeredEngine().layout({ ...createFleet(size, seed), aspect: 1.6 }));
        const each = listPieces(scene, "each");
        const once = listPieces(scene, "once");
        expect(once).toHaveLength(new Set(once).size);
        expect(new Set(once)).toEqual(new Set(each));
      }),
      { numRuns: 10 },
    );
  });
});

describe("the pieces of edges", () => {
  const scene = buildScene(samplePicture);
  const all = countPieces(scene, 1);

  it("are curves near by, but for those that are level", () => expect(all.curves).toBeGreaterThan(all.lines));

  it("are mostly lines from far away, and none is left out", () => {
    const far = countPieces(scene, 0.05);
    expect(far.lines).toBeGreaterThan(far.curves);
    expect(far.lines + far.curves).toBe(all.lines + all.curves);
  });

  it("are curves where they turn back to their column, however narrow", () => {
    const [from, to] = ["Kustomization/a/x", "Kustomization/a/y"];
    const loop = buildScene({
      ...samplePicture,
      nodes: new Map([
        [from, { x: 0, y: 0 }],
        [to, { x: 0, y: 300 }],
      ]),
      edges: new Map([[`${from}\n${to}`, [240, 32, 270, 182, 240, 332]]]),
    });
    expect(countPieces(loop, 1)).toEqual({ lines: 0, curves: 2 });
  });
});

describe("toQuietShare", () => {
  it.each([
    [0, 1],
    [400, 1],
    [4000, 0.68],
    [20_000, 0.456],
    [1_000_000, 0.4],
  ])("of %i edges is %d", (total, share) => expect(toQuietShare(total)).toBeCloseTo(share, 2));
});
