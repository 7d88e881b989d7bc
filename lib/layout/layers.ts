import { toAdjacency } from "#lib/graph/adjacency.ts";
import { intAt } from "./numbers.ts";

/** For each item the items that it is linked with on one side: those of `item` from `starts[item]` to `starts[item + 1]`. */
export interface Neighbours {
  readonly starts: Int32Array;
  readonly targets: Int32Array;
}

/** Items in columns, linked with items of the column before (`left`) and of the next (`right`). */
export interface Layers {
  /** The column of each item. */
  readonly columnOf: Int32Array;
  /** Where each column begins in a list of all items by column; one more than there are columns. */
  readonly columnStarts: Int32Array;
  readonly left: Neighbours;
  readonly right: Neighbours;
}

/** Every item once: those of a column stand from `columnStarts[column]` to that of the next, from top to bottom. */
export type ColumnOrder = Int32Array;

/** Packs items and links; each link leads from an item to one of the next column. Linear. */
export function buildLayers(columnOf: Int32Array, columns: number, from: Int32Array, to: Int32Array): Layers {
  return {
    columnOf,
    columnStarts: findColumnStarts(columnOf, columns),
    left: toAdjacency(columnOf.length, to, from),
    right: toAdjacency(columnOf.length, from, to),
  };
}

/** Where each column begins in a list of all items by column. */
export function findColumnStarts(columnOf: Int32Array, columns: number): Int32Array {
  const columnStarts = new Int32Array(columns + 1);
  for (const column of columnOf) columnStarts[column + 1] = intAt(columnStarts, column + 1) + 1;
  for (let column = 0; column < columns; column++)
    columnStarts[column + 1] = intAt(columnStarts, column + 1) + intAt(columnStarts, column);
  return columnStarts;
}

/** The order in which the items are numbered. */
export function toNumberedOrder({ columnOf, columnStarts }: Pick<Layers, "columnOf" | "columnStarts">): ColumnOrder {
  const next = columnStarts.slice();
  const order = new Int32Array(columnOf.length);
  for (let item = 0; item < columnOf.length; item++) {
    const column = intAt(columnOf, item);
    const place = intAt(next, column);
    next[column] = place + 1;
    order[place] = item;
  }
  return order;
}

/** How many links an item has on both sides. */
export function countLinks({ left, right }: Pick<Layers, "left" | "right">, item: number): number {
  return (
    intAt(left.starts, item + 1) - intAt(left.starts, item) + intAt(right.starts, item + 1) - intAt(right.starts, item)
  );
}
