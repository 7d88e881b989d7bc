import type { ColumnGraph } from "./column-graph.ts";
import type { ColumnOrder } from "./count-crossings.ts";

/** Cards side by side, one a sub-column at most; null where a sub-column has none. */
export interface Row {
  readonly kind: "row";
  readonly cards: readonly (number | null)[];
}

/** A trunk that passes the column between two rows. */
export interface Lane {
  readonly kind: "lane";
  readonly item: number;
}

export type Slot = Row | Lane;

/** The items of a slot, left to right. */
export function itemsOf(slot: Slot): readonly number[] {
  return slot.kind === "lane" ? [slot.item] : slot.cards.filter((item) => item !== null);
}

/** One wave as it is drawn: how many sub-columns, and what stands in it from top to bottom. */
export interface Column {
  readonly wave: number;
  readonly subColumns: number;
  readonly slots: readonly Slot[];
}

/**
 * Folds each wave that has more cards than `rowLimit` into as few sub-columns as that takes. Neighbours in the order
 * share a row, so every card stays about as high as it would be without the fold.
 */
export function foldColumns(graph: ColumnGraph, order: ColumnOrder, rowLimit: number): Column[] {
  return order.map((column, index) => {
    const cards = column.filter((item) => graph.items[item]?.node !== null).length;
    const subColumns = countSubColumns(cards, rowLimit);
    return { wave: graph.waves[index] ?? 0, subColumns, slots: foldColumn(graph, column, subColumns) };
  });
}

/** How many sub-columns hold so many cards when none may be higher than the limit. */
export function countSubColumns(cards: number, rowLimit: number): number {
  return Math.max(1, Math.ceil(cards / rowLimit));
}

function foldColumn(graph: ColumnGraph, column: readonly number[], subColumns: number): Slot[] {
  const slots: Slot[] = [];
  let cards: number[] = [];
  let lanes: Lane[] = [];
  const close = () => {
    if (cards.length > 0) slots.push({ kind: "row", cards });
    slots.push(...lanes);
    cards = [];
    lanes = [];
  };
  for (const item of column) {
    if (graph.items[item]?.node !== null) {
      if (cards.length === subColumns) close();
      cards.push(item);
    } else if (cards.length * 2 < subColumns) slots.push({ kind: "lane", item });
    else lanes.push({ kind: "lane", item });
  }
  close();
  return slots;
}
