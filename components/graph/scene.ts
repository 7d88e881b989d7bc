import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import { toEdgeCurves } from "#lib/layout/edge-path.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { type Bounds, SpatialGrid } from "./spatial-grid.ts";

/** A picture as the canvas draws it: numbers in a row instead of objects, each node and edge known by its place in the row. */
export interface Scene {
  readonly layout: LayoutResult;
  readonly ids: readonly ObjectId[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Top left corners of the cards. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly grid: SpatialGrid;
  readonly edges: SceneEdges;
}

/** The edges between nodes of the scene. */
export interface SceneEdges {
  readonly count: number;
  /** As `toEdgeKey` gives them. */
  readonly keys: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** What `toEdgeCurves` gives, one edge after the other; `starts` has one more than there are edges. */
  readonly curves: Float32Array;
  readonly starts: Int32Array;
  /** Four numbers an edge: left, top, right, bottom. */
  readonly bounds: Float32Array;
}

/** Turns a picture into a scene; what names no node is left out. */
export function buildScene(layout: LayoutResult): Scene {
  const ids: ObjectId[] = [];
  const xs = new Float64Array(layout.nodes.size);
  const ys = new Float64Array(layout.nodes.size);
  for (const [text, { x, y }] of layout.nodes) {
    const id = toKnownObjectId(text);
    if (id === null) continue;
    xs[ids.length] = x;
    ys[ids.length] = y;
    ids.push(id);
  }
  const indexOf = new Map(ids.map((id, index) => [id as string, index]));
  const [left, top] = [xs.subarray(0, ids.length), ys.subarray(0, ids.length)];
  return {
    layout,
    ids,
    indexOf,
    xs: left,
    ys: top,
    grid: new SpatialGrid(left, top, CARD_WIDTH, CARD_HEIGHT),
    edges: buildEdges(layout, indexOf),
  };
}

function buildEdges(layout: LayoutResult, indexOf: ReadonlyMap<string, number>): SceneEdges {
  const keys: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  const starts = [0];
  const curves: number[] = [];
  const bounds: number[] = [];
  for (const [key, points] of layout.edges) {
    const at = key.indexOf("\n");
    const [source, target] = [indexOf.get(key.slice(0, at)), indexOf.get(key.slice(at + 1))];
    if (source === undefined || target === undefined || points.length < 4) continue;
    keys.push(key);
    from.push(source);
    to.push(target);
    for (const value of toEdgeCurves(points)) curves.push(value);
    starts.push(curves.length);
    pushBounds(bounds, points);
  }
  return {
    count: keys.length,
    keys,
    indexOf: new Map(keys.map((key, edge) => [key, edge])),
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    curves: Float32Array.from(curves),
    starts: Int32Array.from(starts),
    bounds: Float32Array.from(bounds),
  };
}

function pushBounds(bounds: number[], points: readonly number[]): void {
  let [left, top, right, bottom] = [points[0] ?? 0, points[1] ?? 0, points[0] ?? 0, points[1] ?? 0];
  for (let at = 2; at + 1 < points.length; at += 2) {
    const [x, y] = [points[at] ?? 0, points[at + 1] ?? 0];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  bounds.push(left, top, right, bottom);
}

/** Finds the edges whose bounds touch an area, in the scene's order. */
export function findEdgesIn({ count, bounds }: SceneEdges, { left, top, right, bottom }: Bounds): number[] {
  const found: number[] = [];
  for (let edge = 0, at = 0; edge < count; edge++, at += 4) {
    if (
      (bounds[at] ?? 0) <= right &&
      (bounds[at + 2] ?? 0) >= left &&
      (bounds[at + 1] ?? 0) <= bottom &&
      (bounds[at + 3] ?? 0) >= top
    )
      found.push(edge);
  }
  return found;
}

/** The ground that a card covers. */
export function toCardBounds({ xs, ys }: Pick<Scene, "xs" | "ys">, node: number): Bounds {
  const [left, top] = [xs[node] ?? 0, ys[node] ?? 0];
  return { left, top, right: left + CARD_WIDTH, bottom: top + CARD_HEIGHT };
}

/** The areas that the pieces of an edge lie in: a curve never leaves the box round its two ends and its two handles. */
export function* toEdgePieces({ curves, starts }: SceneEdges, edge: number): Generator<Bounds> {
  const end = starts[edge + 1] ?? 0;
  for (let at = starts[edge] ?? 0; at + 7 < end; at += 6) {
    const [x0, y0, x1, y1] = [curves[at] ?? 0, curves[at + 1] ?? 0, curves[at + 2] ?? 0, curves[at + 3] ?? 0];
    const [x2, y2, x3, y3] = [curves[at + 4] ?? 0, curves[at + 5] ?? 0, curves[at + 6] ?? 0, curves[at + 7] ?? 0];
    yield {
      left: Math.min(x0, x1, x2, x3),
      top: Math.min(y0, y1, y2, y3),
      right: Math.max(x0, x1, x2, x3),
      bottom: Math.max(y0, y1, y2, y3),
    };
  }
}
