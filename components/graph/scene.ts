import { toEdgeCurves } from "#lib/layout/edge-path.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { type Bounds, SpatialGrid } from "./spatial-grid.ts";

/** A picture as the canvas draws it: numbers in a row instead of objects, each node and edge known by its place in the row. */
export interface Scene {
  readonly layout: LayoutResult;
  readonly ids: readonly string[];
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
  const ids: string[] = [];
  const xs = new Float64Array(layout.nodes.size);
  const ys = new Float64Array(layout.nodes.size);
  for (const [id, { x, y }] of layout.nodes) {
    xs[ids.length] = x;
    ys[ids.length] = y;
    ids.push(id);
  }
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  return {
    layout,
    ids,
    indexOf,
    xs,
    ys,
    grid: new SpatialGrid(xs, ys, CARD_WIDTH, CARD_HEIGHT),
    edges: buildEdges(layout, indexOf),
  };
}

function buildEdges(layout: LayoutResult, indexOf: ReadonlyMap<string, number>): SceneEdges {
  const most = layout.edges.size;
  let numbers = 0;
  // Two numbers for the start, six for each curve.
  for (const points of layout.edges.values()) numbers += Math.max(2, 3 * points.length - 4);
  const keys: string[] = [];
  const [from, to] = [new Int32Array(most), new Int32Array(most)];
  const starts = new Int32Array(most + 1);
  const curves = new Float32Array(numbers);
  const bounds = new Float32Array(4 * most);
  let end = 0;
  for (const [key, points] of layout.edges) {
    const at = key.indexOf("\n");
    const [source, target] = [indexOf.get(key.slice(0, at)), indexOf.get(key.slice(at + 1))];
    if (source === undefined || target === undefined || points.length < 4) continue;
    const edge = keys.push(key) - 1;
    from[edge] = source;
    to[edge] = target;
    const joined = toEdgeCurves(points);
    curves.set(joined, end);
    end += joined.length;
    starts[edge + 1] = end;
    writeBounds(bounds, edge * 4, joined);
  }
  const count = keys.length;
  return {
    count,
    keys,
    indexOf: new Map(keys.map((key, edge) => [key, edge])),
    from: from.subarray(0, count),
    to: to.subarray(0, count),
    curves: curves.subarray(0, end),
    starts: starts.subarray(0, count + 1),
    bounds: bounds.subarray(0, 4 * count),
  };
}

/** Of the handles too: a curve never leaves the box round its ends and its handles. */
function writeBounds(bounds: Float32Array, place: number, curves: readonly number[]): void {
  let [left, top, right, bottom] = [curves[0] ?? 0, curves[1] ?? 0, curves[0] ?? 0, curves[1] ?? 0];
  for (let at = 2; at + 1 < curves.length; at += 2) {
    const [x, y] = [curves[at] ?? 0, curves[at + 1] ?? 0];
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  bounds[place] = left;
  bounds[place + 1] = top;
  bounds[place + 2] = right;
  bounds[place + 3] = bottom;
}

/** Whether the bounds of an edge touch an area. */
export function touchesEdge({ bounds }: SceneEdges, edge: number, { left, top, right, bottom }: Bounds): boolean {
  const at = edge * 4;
  return (
    (bounds[at] ?? 0) <= right &&
    (bounds[at + 2] ?? 0) >= left &&
    (bounds[at + 1] ?? 0) <= bottom &&
    (bounds[at + 3] ?? 0) >= top
  );
}

/** Finds the edges whose bounds touch an area, in the scene's order. */
export function findEdgesIn(edges: SceneEdges, area: Bounds): number[] {
  const found: number[] = [];
  for (let edge = 0; edge < edges.count; edge++) if (touchesEdge(edges, edge, area)) found.push(edge);
  return found;
}

/** The ground that a card covers. */
export function toCardBounds({ xs, ys }: Pick<Scene, "xs" | "ys">, node: number): Bounds {
  const [left, top] = [xs[node] ?? 0, ys[node] ?? 0];
  return { left, top, right: left + CARD_WIDTH, bottom: top + CARD_HEIGHT };
}

/** Whether any piece of an edge comes near an area: the bounds say little of a long one. */
export function crossesArea({ curves, starts }: SceneEdges, edge: number, area: Bounds): boolean {
  const end = starts[edge + 1] ?? 0;
  for (let at = starts[edge] ?? 0; at + 7 < end; at += 6) {
    const [x0, x1, x2, x3] = [curves[at] ?? 0, curves[at + 2] ?? 0, curves[at + 4] ?? 0, curves[at + 6] ?? 0];
    if (Math.min(x0, x1, x2, x3) > area.right || Math.max(x0, x1, x2, x3) < area.left) continue;
    const [y0, y1, y2, y3] = [curves[at + 1] ?? 0, curves[at + 3] ?? 0, curves[at + 5] ?? 0, curves[at + 7] ?? 0];
    if (Math.min(y0, y1, y2, y3) <= area.bottom && Math.max(y0, y1, y2, y3) >= area.top) return true;
  }
  return false;
}

/** The areas that the pieces of an edge lie in. */
export function toEdgePieces({ curves, starts }: SceneEdges, edge: number): readonly Bounds[] {
  const pieces: Bounds[] = [];
  const end = starts[edge + 1] ?? 0;
  for (let at = starts[edge] ?? 0; at + 7 < end; at += 6) {
    const xs = [curves[at] ?? 0, curves[at + 2] ?? 0, curves[at + 4] ?? 0, curves[at + 6] ?? 0];
    const ys = [curves[at + 1] ?? 0, curves[at + 3] ?? 0, curves[at + 5] ?? 0, curves[at + 7] ?? 0];
    pieces.push({ left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) });
  }
  return pieces;
}
