import { toEdgeCurves } from "./edge-path.ts";
import type { LayoutResult } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";
import type { PackedPicture } from "./packed-picture.ts";

/** Packs a picture; edges with less than two ends in it, and those without a way, are left out. */
export function packRows({ key, aspect, width, height, nodes, edges, areas }: LayoutResult): PackedPicture {
  const ids = [...nodes.keys()];
  const indexOf = new Map(ids.map((id, node) => [id, node]));
  return {
    key,
    aspect,
    width,
    height,
    ids: ids.join("\n"),
    xs: Float64Array.from(nodes.values(), ({ x }) => x),
    ys: Float64Array.from(nodes.values(), ({ y }) => y),
    ...packEdges(sortEdges(edges, indexOf, ids.length)),
    areas: areas.map((area) => ({ ...area, nodes: Int32Array.from(area.nodes, (id) => indexOf.get(id) ?? -1) })),
  };
}

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly points: readonly number[];
}

function sortEdges(edges: LayoutResult["edges"], indexOf: ReadonlyMap<string, number>, count: number): readonly Edge[] {
  const known: Edge[] = [];
  for (const [key, points] of edges) {
    const at = key.indexOf("\n");
    const [from, to] = [indexOf.get(key.slice(0, at)), indexOf.get(key.slice(at + 1))];
    if (from !== undefined && to !== undefined && points.length >= 4) known.push({ from, to, points });
  }
  // Each pass keeps the order of the one before among equals.
  return sortBy(
    sortBy(known, count, ({ to }) => to),
    count,
    ({ from }) => from,
  );
}

/** Sorts by a whole number below `limit`, by counting. */
function sortBy(edges: readonly Edge[], limit: number, toNumber: (edge: Edge) => number): readonly Edge[] {
  const starts = new Int32Array(limit + 1);
  for (const edge of edges) starts[toNumber(edge) + 1] = intAt(starts, toNumber(edge) + 1) + 1;
  for (let number = 0; number < limit; number++) starts[number + 1] = intAt(starts, number + 1) + intAt(starts, number);
  const sorted = edges.slice();
  for (const edge of edges) {
    const place = intAt(starts, toNumber(edge));
    sorted[place] = edge;
    starts[toNumber(edge)] = place + 1;
  }
  return sorted;
}

type EdgeRows = Pick<PackedPicture, "from" | "to" | "points" | "pointStarts" | "curves" | "curveStarts" | "bounds">;

function packEdges(edges: readonly Edge[]): EdgeRows {
  const count = edges.length;
  let [pointCount, curveCount] = [0, 0];
  for (const { points } of edges) {
    pointCount += points.length;
    // Two numbers for the start, six for each curve.
    curveCount += Math.max(2, 3 * points.length - 4);
  }
  const rows = {
    from: new Int32Array(count),
    to: new Int32Array(count),
    points: new Float64Array(pointCount),
    pointStarts: new Int32Array(count + 1),
    curves: new Float32Array(curveCount),
    curveStarts: new Int32Array(count + 1),
    bounds: new Float32Array(4 * count),
  };
  for (const [edge, { from, to, points }] of edges.entries()) {
    const curves = toEdgeCurves(points);
    const [pointStart, curveStart] = [intAt(rows.pointStarts, edge), intAt(rows.curveStarts, edge)];
    rows.from[edge] = from;
    rows.to[edge] = to;
    rows.points.set(points, pointStart);
    rows.pointStarts[edge + 1] = pointStart + points.length;
    rows.curves.set(curves, curveStart);
    rows.curveStarts[edge + 1] = curveStart + curves.length;
    writeBounds(rows.bounds, edge * 4, curves);
  }
  return rows;
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
