import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import type { PackedLines } from "#lib/layout/packed-picture.ts";
import { type PictureRows, toRows } from "#lib/layout/picture-rows.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { CommonStarts } from "./common-starts.ts";
import { type Bounds, SpatialGrid } from "./spatial-grid.ts";

/** A picture as the canvas draws it: numbers in a row instead of objects, each node and edge known by its place in the row. */
export interface Scene {
  readonly layout: LayoutResult;
  /** Finds nodes and edges by what they are called. */
  readonly rows: PictureRows;
  readonly ids: readonly string[];
  readonly indexOf: ReadonlyMap<string, number>;
  /** Top left corners of the cards. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly grid: SpatialGrid;
  /** Of the names of all nodes. */
  readonly starts: CommonStarts;
  readonly edges: SceneEdges;
}

/** The edges between nodes of the scene. */
export interface SceneEdges extends PackedLines {
  readonly count: number;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Turns a picture into a scene; what names no node is left out. */
export function buildScene(layout: LayoutResult): Scene {
  const rows = toRows(layout);
  const { xs, ys, from, to } = rows.packed;
  return {
    layout,
    rows,
    ids: rows.ids,
    indexOf: rows.indexOf,
    xs,
    ys,
    starts: new CommonStarts(() => rows.ids.map(toName)),
    grid: new SpatialGrid(xs, ys, CARD_WIDTH, CARD_HEIGHT),
    edges: { count: from.length, from, to, ...rows.lines },
  };
}

function toName(id: string): string {
  return id.slice(id.lastIndexOf("/") + 1);
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

const entrances = new WeakMap<SceneEdges, { readonly starts: Int32Array; readonly edges: Int32Array }>();

/** The edges that end at a node, in the scene's order. */
export function findEdgesInto(edges: SceneEdges, node: number): Int32Array {
  const known = entrances.get(edges) ?? sortByEnd(edges);
  entrances.set(edges, known);
  return known.edges.subarray(known.starts[node] ?? 0, known.starts[node + 1] ?? 0);
}

function sortByEnd({ count, to }: SceneEdges): { starts: Int32Array; edges: Int32Array } {
  let most = -1;
  for (const node of to) most = Math.max(most, node);
  const starts = new Int32Array(most + 2);
  for (const node of to) starts[node + 1] = (starts[node + 1] ?? 0) + 1;
  for (let node = 0; node <= most; node++) starts[node + 1] = (starts[node + 1] ?? 0) + (starts[node] ?? 0);
  const next = starts.slice();
  const edges = new Int32Array(count);
  for (let edge = 0; edge < count; edge++) {
    const node = to[edge] ?? 0;
    const at = next[node] ?? 0;
    edges[at] = edge;
    next[node] = at + 1;
  }
  return { starts, edges };
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
    // No lists: this is asked some thousand times a change, and seldom enough that nothing of it is compiled.
    if (leastOf(curves, at) > area.right || mostOf(curves, at) < area.left) continue;
    if (leastOf(curves, at + 1) <= area.bottom && mostOf(curves, at + 1) >= area.top) return true;
  }
  return false;
}

/** The areas that the pieces of an edge lie in. */
export function toEdgePieces({ curves, starts }: SceneEdges, edge: number): readonly Bounds[] {
  const pieces: Bounds[] = [];
  const end = starts[edge + 1] ?? 0;
  for (let at = starts[edge] ?? 0; at + 7 < end; at += 6) {
    pieces.push({
      left: leastOf(curves, at),
      top: leastOf(curves, at + 1),
      right: mostOf(curves, at),
      bottom: mostOf(curves, at + 1),
    });
  }
  return pieces;
}

/** Of the four points of a curve, the least of every second number: of their xs, or from the next place on of their ys. */
function leastOf(curves: Float32Array, at: number): number {
  return Math.min(curves[at] ?? 0, curves[at + 2] ?? 0, curves[at + 4] ?? 0, curves[at + 6] ?? 0);
}

function mostOf(curves: Float32Array, at: number): number {
  return Math.max(curves[at] ?? 0, curves[at + 2] ?? 0, curves[at + 4] ?? 0, curves[at + 6] ?? 0);
}
