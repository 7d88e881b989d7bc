import type { ColumnGraph } from "./column-graph.ts";
import type { ColumnOrder } from "./count-crossings.ts";
import type { Drawing } from "./drawing.ts";
import { type Column, countSubColumns, itemsOf, type Slot } from "./fold-columns.ts";
import { toEdgeKey } from "./layout-engine.ts";
import {
  AREA_PADDING_BOTTOM,
  AREA_PADDING_TOP,
  CARD_HEIGHT,
  CARD_WIDTH,
  LANE_GAP,
  ROW_PITCH,
  SUB_COLUMN_GAP,
} from "./sizes.ts";

/** A component as it stood before, with what is new in it put where its neighbours are. */
export interface SeededColumns {
  readonly columns: Column[];
  /** Middles of the items that were there before. */
  readonly kept: ReadonlyMap<number, number>;
}

/** With fewer of its nodes known than this share, a component is laid out anew. */
const LEAST_KNOWN = 0.5;
/** A wave with more rows than this times what it needs, and two, is folded anew: so null is given. */
const MOST_ROWS = 1.5;

/**
 * Builds a component's columns from the drawing of one that it came from: known nodes keep row and sub-column, new ones
 * take the nearest free place of their wave or a new row. Gives null where too little is known, or holes would stay.
 */
export function seedColumns(graph: ColumnGraph, before: Drawing, rowLimit: number): SeededColumns | null {
  const spots = readSpots(graph, before);
  const cards = graph.items.filter(({ node }) => node !== null).length;
  const known = [...spots.keys()].filter((item) => graph.items[item]?.node !== null).length;
  if (known < cards * LEAST_KNOWN) return null;
  const kept = new Map([...spots].map(([item, { middle }]) => [item, middle]));
  const middles = guessMiddles(graph, kept);
  const columns: Column[] = [];
  for (const [index, wave] of graph.waves.entries()) {
    const items = graph.items.flatMap(({ column }, item) => (column === index ? [item] : []));
    const width = before.waves.find((column) => column.wave === wave)?.width;
    const count = items.filter((item) => graph.items[item]?.node !== null).length;
    const subColumns = width === undefined ? countSubColumns(count, rowLimit) : toSubColumns(width);
    const room = before.height - AREA_PADDING_TOP - AREA_PADDING_BOTTOM - (items.length - count) * LANE_GAP;
    const rows = fillRows(graph, items, { spots, middles, subColumns, room });
    if (rows.length > Math.ceil(count / subColumns) * MOST_ROWS + 2) return null;
    const lanes = items.filter((item) => graph.items[item]?.node === null);
    const slots: { slot: Slot; middle: number }[] = [
      ...rows.map(({ cards, middle }) => ({ slot: { kind: "row" as const, cards }, middle })),
      ...lanes.map((item) => ({ slot: { kind: "lane" as const, item }, middle: middles.get(item) ?? 0 })),
    ];
    slots.sort((a, b) => a.middle - b.middle || (itemsOf(a.slot)[0] ?? 0) - (itemsOf(b.slot)[0] ?? 0));
    columns.push({ wave, subColumns, slots: slots.map(({ slot }) => slot) });
  }
  return { columns, kept };
}

/** The items of columns from top to bottom, as `countCrossings` takes them. */
export function toColumnOrder(columns: readonly Column[]): ColumnOrder {
  return columns.map(({ slots }) => slots.flatMap(itemsOf));
}

interface OldSpot {
  readonly middle: number;
  readonly subColumn: number;
}

function readSpots(graph: ColumnGraph, before: Drawing): Map<number, OldSpot> {
  const waveX = new Map(before.waves.map(({ wave, x }) => [wave, x]));
  const spots = new Map<number, OldSpot>();
  for (const [item, { node, column }] of graph.items.entries()) {
    const [point, left] = [node === null ? undefined : before.nodes.get(node), waveX.get(graph.waves[column] ?? -1)];
    if (point === undefined || left === undefined) continue;
    const subColumn = (point.x - left) / (CARD_WIDTH + SUB_COLUMN_GAP);
    const right = before.waves.find((wave) => wave.x === left)?.width ?? 0;
    if (subColumn < 0 || point.x > left + right || !Number.isInteger(subColumn)) continue;
    spots.set(item, { middle: point.y + CARD_HEIGHT / 2 - AREA_PADDING_TOP, subColumn });
  }
  for (const { from, to, items } of graph.routes) {
    const points = before.edges.get(toEdgeKey(from, to));
    if (points === undefined) continue;
    for (const item of items.slice(1, -1)) {
      const left = waveX.get(graph.waves[graph.items[item]?.column ?? 0] ?? -1);
      const at = points.findIndex((value, index) => index % 2 === 0 && value === left);
      const y = points[at + 1];
      if (at > 0 && y !== undefined && !spots.has(item))
        spots.set(item, { middle: y - AREA_PADDING_TOP, subColumn: 0 });
    }
  }
  return spots;
}

/** Puts each unknown item at the mean of its known neighbours, those that have some first. */
function guessMiddles({ items, links }: ColumnGraph, kept: ReadonlyMap<number, number>): Map<number, number> {
  const middles = new Map(kept);
  for (let open = items.length - kept.size; open > 0; ) {
    const sums = new Map<number, { sum: number; count: number }>();
    const lean = (item: number, middle: number | undefined) => {
      if (middle === undefined || middles.has(item)) return;
      const { sum, count } = sums.get(item) ?? { sum: 0, count: 0 };
      sums.set(item, { sum: sum + middle, count: count + 1 });
    };
    for (const { from, to } of links) {
      lean(from, middles.get(to));
      lean(to, middles.get(from));
    }
    for (const [item, { sum, count }] of sums) middles.set(item, sum / count);
    if (sums.size === 0) for (const item of items.keys()) if (!middles.has(item)) middles.set(item, 0);
    open = items.length - middles.size;
  }
  return middles;
}

interface FilledRow {
  readonly cards: (number | null)[];
  readonly middle: number;
}

interface FillInput {
  readonly spots: ReadonlyMap<number, OldSpot>;
  readonly middles: ReadonlyMap<number, number>;
  readonly subColumns: number;
  /** The height in which rows may stand without the area growing. */
  readonly room: number;
}

function fillRows(
  graph: ColumnGraph,
  items: readonly number[],
  { spots, middles, subColumns, room }: FillInput,
): FilledRow[] {
  const rows = new Map<number, FilledRow>();
  const fresh: number[] = [];
  for (const item of items) {
    if (graph.items[item]?.node === null) continue;
    const spot = spots.get(item);
    if (spot === undefined || spot.subColumn >= subColumns) {
      fresh.push(item);
      continue;
    }
    const row = rows.get(spot.middle) ?? {
      cards: new Array<number | null>(subColumns).fill(null),
      middle: spot.middle,
    };
    rows.set(spot.middle, row);
    row.cards[spot.subColumn] = item;
  }
  const all = [...rows.values()];
  for (const item of fresh) {
    const middle = middles.get(item) ?? 0;
    let nearest: FilledRow | null = null;
    for (const row of all) {
      if (!row.cards.includes(null)) continue;
      if (nearest === null || Math.abs(row.middle - middle) < Math.abs(nearest.middle - middle)) nearest = row;
    }
    if (nearest === null) {
      // In a full wave a row in between would push all that follow; one more below them moves none.
      const isFull = fresh.length === 1 && (all.length + 1) * ROW_PITCH > room;
      const last = Math.max(middle, ...all.map((row) => row.middle + ROW_PITCH));
      nearest = { cards: new Array<number | null>(subColumns).fill(null), middle: isFull ? last : middle };
      all.push(nearest);
    }
    nearest.cards[nearest.cards.indexOf(null)] = item;
  }
  return all;
}

function toSubColumns(width: number): number {
  return Math.max(1, Math.round((width + SUB_COLUMN_GAP) / (CARD_WIDTH + SUB_COLUMN_GAP)));
}
