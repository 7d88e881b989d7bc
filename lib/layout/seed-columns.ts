import { readPadding } from "./area-padding.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { countSubColumns, FoldBuilder, type FoldedColumns } from "./fold-columns.ts";
import { guessMiddles } from "./guess-middles.ts";
import { toNumberedOrder } from "./layers.ts";
import type { LayoutArea, LayoutResult } from "./layout-engine.ts";
import { floatAt, intAt } from "./numbers.ts";
import { findOldSpots, type OldSpots } from "./old-spots.ts";
import { CARD_HEIGHT, CARD_WIDTH, LANE_GAP, ROW_PITCH, SUB_COLUMN_GAP } from "./sizes.ts";

/** A component as it stood before, with what is new in it put where its neighbours are. */
export interface SeededColumns {
  readonly folded: FoldedColumns;
  /** Middles of the items that were there before; NaN for the others. */
  readonly middles: Float64Array;
}

/** With fewer of its nodes known than this share, a component is laid out anew. */
const LEAST_KNOWN = 0.5;
/** So many new ones in a wave may be put where there happens to be room: a component that comes in moves, what it comes to stays. */
const FEW = 10;
/** A wave with more rows than this times what it needs, and two, is folded anew: so null is given. */
const MOST_ROWS = 1.5;

/**
 * Builds a component's columns from the area of an earlier picture that it came from: known nodes keep row and
 * sub-column, new ones take the nearest free place of their wave or a new row. Gives null where too little is known, or
 * holes would stay.
 */
export function seedColumns(
  graph: ColumnGraph,
  picture: LayoutResult,
  area: LayoutArea,
  rowLimit: number,
): SeededColumns | null {
  const spots = findOldSpots(graph, picture, area);
  if (spots.knownCards < graph.cards * LEAST_KNOWN) return null;
  const guessed = guessMiddles(graph, spots.middles);
  const widthOf = new Map(area.waves.map(({ wave, width }) => [wave, width]));
  const { top, bottom } = readPadding(area);
  const builder = new FoldBuilder(graph);
  const numbered = toNumberedOrder(graph);
  for (let column = 0; column < graph.waves.length; column++) {
    const items = [...numbered.subarray(intAt(graph.columnStarts, column), intAt(graph.columnStarts, column + 1))];
    const cards = items.filter((item) => item < graph.cards);
    const width = widthOf.get(intAt(graph.waves, column));
    const subColumns = width === undefined ? countSubColumns(cards.length, rowLimit) : toSubColumns(width);
    const lanes = items.length - cards.length;
    const room = area.height - top - bottom - lanes * LANE_GAP;
    const slots = fillRows(cards, { spots, guessed, subColumns, room });
    if (slots.length > Math.ceil(cards.length / subColumns) * MOST_ROWS + 2) return null;
    for (const item of items) {
      if (item >= graph.cards) slots.push({ isLane: true, middle: floatAt(guessed, item), cards: [item] });
    }
    slots.sort((a, b) => a.middle - b.middle || (firstOf(a) ?? 0) - (firstOf(b) ?? 0));
    for (const slot of slots) {
      builder.addSlot(slot.isLane);
      for (const [subColumn, item] of slot.cards.entries()) if (item !== null) builder.addItem(item, subColumn);
    }
    builder.endColumn(subColumns);
  }
  return { folded: builder.build(), middles: spots.middles };
}

interface SeededSlot {
  readonly isLane: boolean;
  readonly middle: number;
  /** By sub-column; null where there is none. */
  readonly cards: (number | null)[];
}

interface FillInput {
  readonly spots: OldSpots;
  readonly guessed: Float64Array;
  readonly subColumns: number;
  /** The height in which rows may stand without the area growing. */
  readonly room: number;
}

function fillRows(cards: readonly number[], { spots, guessed, subColumns, room }: FillInput): SeededSlot[] {
  const rowAt = new Map<number, SeededSlot>();
  const fresh: number[] = [];
  for (const item of cards) {
    const middle = floatAt(spots.middles, item);
    const subColumn = intAt(spots.subColumns, item);
    const row = rowAt.get(middle) ?? toRow(middle, subColumns);
    if (Number.isNaN(middle) || subColumn >= subColumns || row.cards[subColumn] !== null) {
      fresh.push(item);
      continue;
    }
    rowAt.set(middle, row);
    row.cards[subColumn] = item;
  }
  const rows = [...rowAt.values()];
  const open = rows.filter((row) => row.cards.includes(null));
  let lowest = rows.reduce((most, { middle }) => Math.max(most, middle), Number.NEGATIVE_INFINITY);
  for (const item of fresh) {
    const middle = floatAt(guessed, item);
    let row = findNearest(open, middle);
    if (row === null) {
      // A few go where there is a gap, or below all: a row in between would push those that follow.
      const wanted =
        fresh.length <= FEW ? (findGap(rows, middle, room) ?? Math.max(middle, lowest + ROW_PITCH)) : middle;
      row = toRow(wanted, subColumns);
      lowest = Math.max(lowest, row.middle);
      rows.push(row);
      open.push(row);
    }
    row.cards[row.cards.indexOf(null)] = item;
    if (!row.cards.includes(null)) open.splice(open.indexOf(row), 1);
  }
  return rows;
}

/** The middle nearest to the wanted one at which a row fits between the others, or above or below them; null for none. */
function findGap(rows: readonly SeededSlot[], wanted: number, room: number): number | null {
  const taken = rows.map(({ middle }) => middle).sort((a, b) => a - b);
  let best: number | null = null;
  for (let index = 0; index <= taken.length; index++) {
    const low = index === 0 ? CARD_HEIGHT / 2 : (taken[index - 1] ?? 0) + ROW_PITCH;
    const high = index === taken.length ? room - CARD_HEIGHT / 2 : (taken[index] ?? 0) - ROW_PITCH;
    if (low > high) continue;
    const middle = Math.max(low, Math.min(high, wanted));
    if (best === null || Math.abs(middle - wanted) < Math.abs(best - wanted)) best = middle;
  }
  return best;
}

function toRow(middle: number, subColumns: number): SeededSlot {
  return { isLane: false, middle, cards: new Array<number | null>(subColumns).fill(null) };
}

function findNearest(rows: readonly SeededSlot[], middle: number): SeededSlot | null {
  let nearest: SeededSlot | null = null;
  for (const row of rows) {
    if (nearest === null || Math.abs(row.middle - middle) < Math.abs(nearest.middle - middle)) nearest = row;
  }
  return nearest;
}

function firstOf({ cards }: SeededSlot): number | undefined {
  return cards.find((item) => item !== null) ?? undefined;
}

function toSubColumns(width: number): number {
  return Math.max(1, Math.round((width + SUB_COLUMN_GAP) / (CARD_WIDTH + SUB_COLUMN_GAP)));
}
