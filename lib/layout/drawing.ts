import type { ColumnGraph } from "./column-graph.ts";
import { type Column, itemsOf } from "./fold-columns.ts";
import { type Point, toEdgeKey, type WaveColumn } from "./layout-engine.ts";
import { measureArea, measureWidths, toHalfHeight } from "./measure-columns.ts";
import { type Frame, routeLoop, routeThrough, type Spot } from "./route-edges.ts";
import {
  AREA_PADDING_BOTTOM,
  AREA_PADDING_TOP,
  AREA_PADDING_X,
  CARD_HEIGHT,
  CARD_WIDTH,
  SUB_COLUMN_GAP,
  WAVE_GAP,
} from "./sizes.ts";

/** The inside of a component's area, relative to the area's top left. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly waves: readonly WaveColumn[];
  /** Top left of each card. */
  readonly nodes: ReadonlyMap<string, Point>;
  readonly edges: ReadonlyMap<string, readonly number[]>;
}

/** Turns columns and the middles of their items into a drawing with its edges. */
export function buildDrawing(graph: ColumnGraph, columns: readonly Column[], middles: Float64Array): Drawing {
  const frames: Frame[] = measureWidths(columns).map(({ x, width }) => ({
    left: x + AREA_PADDING_X,
    right: x + width + AREA_PADDING_X,
  }));
  const spots = new Map<number, Spot>();
  let bottom = 0;
  for (const [column, { slots, subColumns }] of columns.entries()) {
    for (const slot of slots) {
      const cards = slot.kind === "row" ? slot.cards : [slot.item];
      const last = cards.findLastIndex((item) => item !== null);
      const first = cards.findIndex((item) => item !== null);
      for (const [subColumn, item] of cards.entries()) {
        if (item === null) continue;
        const left = (frames[column]?.left ?? 0) + subColumn * (CARD_WIDTH + SUB_COLUMN_GAP);
        const middle = (middles[item] ?? 0) + AREA_PADDING_TOP;
        const [opensLeft, opensRight] = [subColumn === first, subColumn === last];
        const roomLeft = toRoom(subColumn === 0, column === 0);
        const roomRight = toRoom(subColumn === subColumns - 1, column === columns.length - 1);
        spots.set(item, { column, left, middle, opensLeft, opensRight, roomLeft, roomRight });
      }
      const [item] = itemsOf(slot);
      if (item !== undefined) bottom = Math.max(bottom, (middles[item] ?? 0) + toHalfHeight(slot));
    }
  }
  const nodes = new Map<string, Point>();
  for (const [item, { node }] of graph.items.entries()) {
    const spot = spots.get(item);
    if (node !== null && spot !== undefined) nodes.set(node, { x: spot.left, y: spot.middle - CARD_HEIGHT / 2 });
  }
  const edges = new Map<string, readonly number[]>();
  for (const { from, to, items } of graph.routes) {
    edges.set(
      toEdgeKey(from, to),
      routeThrough(
        items.flatMap((item) => spots.get(item) ?? []),
        frames,
      ),
    );
  }
  for (const { from, to } of graph.loops) {
    const [start, end] = [spots.get(graph.itemOf.get(from) ?? -1), spots.get(graph.itemOf.get(to) ?? -1)];
    if (start !== undefined && end !== undefined) edges.set(toEdgeKey(from, to), routeLoop(start, end));
  }
  const least = measureArea(columns);
  return {
    width: least.width,
    height: Math.max(least.height, bottom + AREA_PADDING_TOP + AREA_PADDING_BOTTOM),
    waves: columns.map(({ wave }, index) => {
      const { left, right } = frames[index] ?? { left: 0, right: 0 };
      return { wave, x: left, width: right - left };
    }),
    nodes,
    edges,
  };
}

/** Half of the gap that is beside a card. */
function toRoom(isColumnEnd: boolean, isAreaEnd: boolean): number {
  if (!isColumnEnd) return SUB_COLUMN_GAP / 2;
  return isAreaEnd ? AREA_PADDING_X - 2 : WAVE_GAP / 2;
}
