import { readPadding } from "./area-padding.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { type LayoutArea, type LayoutResult, toEdgeKey, type WaveColumn } from "./layout-engine.ts";
import { floatAt, intAt } from "./numbers.ts";
import { CARD_HEIGHT, CARD_WIDTH, SUB_COLUMN_GAP } from "./sizes.ts";

/** Where items of a component stood in an area of an earlier picture. */
export interface OldSpots {
  /** Relative to the top of the cards; NaN for items that were not there, or in another wave. */
  readonly middles: Float64Array;
  readonly subColumns: Int32Array;
  readonly knownCards: number;
}

/** Reads the places of a component's cards and lanes in an area of an earlier picture. */
export function findOldSpots(graph: ColumnGraph, picture: LayoutResult, area: LayoutArea): OldSpots {
  const waveOf = new Map(area.waves.map((wave) => [wave.wave, wave]));
  const columns = Array.from(graph.waves, (wave) => waveOf.get(wave) ?? null);
  const middles = new Float64Array(graph.columnOf.length).fill(Number.NaN);
  const subColumns = new Int32Array(graph.columnOf.length);
  const members = new Set(area.nodes);
  const { top } = readPadding(area);
  let knownCards = 0;
  for (const [node, id] of graph.topology.ids.entries()) {
    const [point, wave] = [picture.nodes.get(id), columns[intAt(graph.columnOf, node)]];
    if (point === undefined || !wave || !members.has(id)) continue;
    const subColumn = (point.x - wave.x) / (CARD_WIDTH + SUB_COLUMN_GAP);
    if (subColumn < 0 || point.x > wave.x + wave.width || !Number.isInteger(subColumn)) continue;
    middles[node] = point.y + CARD_HEIGHT / 2 - area.y - top;
    subColumns[node] = subColumn;
    knownCards++;
  }
  readLanes(graph, picture, { area, columns, middles });
  return { middles, subColumns, knownCards };
}

/** A lane stood where an edge that goes through it passed its column. */
function readLanes(
  { columnOf, laneStarts, lanes, topology }: ColumnGraph,
  picture: LayoutResult,
  { area, columns, middles }: { area: LayoutArea; columns: readonly (WaveColumn | null)[]; middles: Float64Array },
): void {
  const { ids, from, to } = topology;
  const { top } = readPadding(area);
  for (let edge = 0; edge < from.length; edge++) {
    const [start, end] = [intAt(from, edge), intAt(to, edge)];
    const [first, last] = [intAt(columnOf, start), intAt(columnOf, end)];
    if (last - first < 2) continue;
    const points = picture.edges.get(toEdgeKey(ids[start] ?? "", ids[end] ?? ""));
    if (points === undefined) continue;
    for (let column = first + 1; column < last; column++) {
      const lane = intAt(lanes, intAt(laneStarts, edge) + column - first - 1);
      const left = columns[column]?.x;
      if (left === undefined || !Number.isNaN(floatAt(middles, lane))) continue;
      const y = findHeightAt(points, left);
      if (y !== null) middles[lane] = y - area.y - top;
    }
  }
}

/** The y of the first inner point with this x. */
function findHeightAt(points: readonly number[], x: number): number | null {
  for (let place = 2; place + 1 < points.length; place += 2) if (points[place] === x) return points[place + 1] ?? null;
  return null;
}
