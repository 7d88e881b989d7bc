import type { ColumnGraph } from "./column-graph.ts";
import type { ColumnOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";

/**
 * Columns as they are drawn: each wave in sub-columns, filled from top to bottom with slots. A slot is a row, which has at
 * most one card a sub-column, or a lane, which passes between two rows.
 */
export interface FoldedColumns {
  /** Sub-columns of each column. */
  readonly subColumns: Int32Array;
  /** Where the slots of each column begin; one more than there are columns. */
  readonly slotStarts: Int32Array;
  /** The slot of each item. */
  readonly slotOf: Int32Array;
  /** The sub-column of each card. */
  readonly subColumnOf: Int32Array;
  /** 1 for the slots that are lanes. */
  readonly isLane: Uint8Array;
  /** The items of slot `s`, left to right, stand from `itemStarts[s]` to `itemStarts[s + 1]`. */
  readonly itemStarts: Int32Array;
  readonly items: Int32Array;
}

/** Fills columns slot by slot, from the first column's top on. */
export class FoldBuilder {
  readonly #graph: ColumnGraph;
  readonly #folded: FoldedColumns;
  #column = 0;
  #slot = 0;
  #item = 0;

  constructor(graph: ColumnGraph) {
    const count = graph.columnOf.length;
    this.#graph = graph;
    this.#folded = {
      subColumns: new Int32Array(graph.waves.length),
      slotStarts: new Int32Array(graph.waves.length + 1),
      slotOf: new Int32Array(count),
      subColumnOf: new Int32Array(count),
      isLane: new Uint8Array(count),
      itemStarts: new Int32Array(count + 1),
      items: new Int32Array(count),
    };
  }

  /** Begins a row or lane; `addItem` fills it. */
  addSlot(isLane: boolean): void {
    this.#folded.isLane[this.#slot] = Number(isLane);
    this.#folded.itemStarts[this.#slot++] = this.#item;
  }

  addItem(item: number, subColumn: number): void {
    this.#folded.items[this.#item++] = item;
    this.#folded.slotOf[item] = this.#slot - 1;
    this.#folded.subColumnOf[item] = subColumn;
  }

  endColumn(subColumns: number): void {
    this.#folded.subColumns[this.#column++] = subColumns;
    this.#folded.slotStarts[this.#column] = this.#slot;
    this.#folded.itemStarts[this.#slot] = this.#item;
  }

  /** Throws an Error when an item has no place: then the picture would lack it. */
  build(): FoldedColumns {
    if (this.#item !== this.#graph.columnOf.length) throw new Error("not every item has a place");
    return this.#folded;
  }
}

/**
 * Folds each wave that has more cards than `rowLimit` into as few sub-columns as that takes. Neighbours in the order
 * share a row, so every card stays about as high as it would be without the fold.
 */
export function foldColumns(graph: ColumnGraph, order: ColumnOrder, rowLimit: number): FoldedColumns {
  const builder = new FoldBuilder(graph);
  for (let column = 0; column < graph.waves.length; column++) {
    const [start, end] = [intAt(graph.columnStarts, column), intAt(graph.columnStarts, column + 1)];
    const subColumns = countSubColumns(countCards(graph, order, column), rowLimit);
    for (let place = start; place < end; ) place = addNextSlots(builder, graph, order, place, end, subColumns);
    builder.endColumn(subColumns);
  }
  return builder.build();
}

/** How many sub-columns hold so many cards when none may be higher than the limit. */
export function countSubColumns(cards: number, rowLimit: number): number {
  return Math.max(1, Math.ceil(cards / rowLimit));
}

/** How many items of a column are cards. */
export function countCards({ cards, columnStarts }: ColumnGraph, order: ColumnOrder, column: number): number {
  let count = 0;
  for (let place = intAt(columnStarts, column); place < intAt(columnStarts, column + 1); place++) {
    if (intAt(order, place) < cards) count++;
  }
  return count;
}

/** Adds one row with the lanes that it meets: those of its first half above it, the others below. Gives what comes next. */
function addNextSlots(
  builder: FoldBuilder,
  graph: ColumnGraph,
  order: ColumnOrder,
  first: number,
  end: number,
  subColumns: number,
): number {
  let stop = first;
  let inRow = 0;
  for (; stop < end; stop++) {
    if (intAt(order, stop) >= graph.cards) continue;
    if (inRow === subColumns) break;
    inRow++;
  }
  const addLanes = (above: boolean) => {
    let before = 0;
    for (let place = first; place < stop; place++) {
      const item = intAt(order, place);
      if (item < graph.cards) before++;
      else if ((before === 0 || before * 2 < inRow) === above) {
        builder.addSlot(true);
        builder.addItem(item, 0);
      }
    }
  };
  addLanes(true);
  if (inRow > 0) builder.addSlot(false);
  let subColumn = 0;
  for (let place = first; place < stop; place++) {
    if (intAt(order, place) < graph.cards) builder.addItem(intAt(order, place), subColumn++);
  }
  addLanes(false);
  return stop;
}
