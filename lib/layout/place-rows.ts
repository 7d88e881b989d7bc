import type { ColumnGraph } from "./column-graph.ts";
import type { FoldedColumns } from "./fold-columns.ts";
import { measureHeight, toHalfHeight, toSeparation } from "./measure-columns.ts";
import { flagAt, floatAt, intAt } from "./numbers.ts";
import { placeInOrder, Wishes } from "./place-in-order.ts";

/** Middles that stay as far as there is room, by item (NaN for those without), and the height in which there was room. */
export interface KeptMiddles {
  readonly middles: Float64Array;
  readonly height: number;
}

type Side = "left" | "right" | "both";

/** Rounds over all columns: towards one side in turn, then towards both; the picture stands still well before the end. */
const ROUNDS: readonly Side[] = [
  ...(["left", "right", "left", "right", "left", "right", "left", "right"] as const),
  ...(["both", "both", "both", "both"] as const),
];
const ROUNDS_AROUND_KEPT = 4;
/** How much more what is kept counts than what finds its place beside it. */
const KEPT_WEIGHT = 100;
/** How much what has no neighbour on a side clings to its place. */
const LOOSE_WEIGHT = 0.1;
/** Long edges are kept straight before short ones: a bend in the middle of nowhere is hard to follow. */
const LANE_TO_LANE = 6;
const LANE_TO_CARD = 2;

/**
 * Gives the middle of each slot, from 0 at the top of the component's tallest column to its height, in whole units.
 * Each column in turn is placed exactly, as near as may be to what its items are linked with; none grows taller than
 * the tallest must be. What is `kept` stays where it was, as near as may be, while the rest finds its place.
 */
export function placeRows(graph: ColumnGraph, folded: FoldedColumns, kept?: KeptMiddles): Float64Array {
  const rows = new PlacedRows(graph, folded);
  const columns = graph.waves.length;
  const heights = Float64Array.from(folded.subColumns, (_, column) => measureHeight(folded, column));
  const height = heights.reduce((most, next) => Math.max(most, next), kept?.height ?? 0);
  for (let column = 0; column < columns; column++) rows.stack(column, (height - floatAt(heights, column)) / 2);
  if (kept === undefined) {
    for (const side of ROUNDS) {
      for (let step = 0; step < columns; step++)
        rows.pull(side === "right" ? columns - 1 - step : step, side, height, null);
    }
  } else {
    const wishes = rows.findKept(kept);
    for (let round = 0; round < ROUNDS_AROUND_KEPT; round++) {
      for (let step = 0; step < columns; step++)
        rows.pull(round % 2 === 0 ? step : columns - 1 - step, "both", height, wishes);
    }
  }
  for (let column = 0; column < columns; column++) rows.round(column);
  return rows.middles;
}

class PlacedRows {
  /** By slot. */
  readonly middles: Float64Array;
  readonly #graph: ColumnGraph;
  readonly #folded: FoldedColumns;
  readonly #wishes: Wishes;
  #sum = 0;
  #weight = 0;

  constructor(graph: ColumnGraph, folded: FoldedColumns) {
    const slots = intAt(folded.slotStarts, graph.waves.length);
    this.middles = new Float64Array(slots);
    this.#graph = graph;
    this.#folded = folded;
    this.#wishes = new Wishes(slots);
  }

  /** Puts a column's slots one below the other, as near as they may be. */
  stack(column: number, top: number): void {
    const { slotStarts, isLane } = this.#folded;
    const start = intAt(slotStarts, column);
    let middle = top;
    for (let slot = start; slot < intAt(slotStarts, column + 1); slot++) {
      middle += slot === start ? toHalfHeight(flagAt(isLane, slot)) : this.#separationAbove(slot);
      this.middles[slot] = middle;
    }
  }

  /** Places a column anew: what is kept where it was, the rest as near as may be to what it is linked with on a side. */
  pull(column: number, side: Side, height: number, kept: Float64Array | null): void {
    const { slotStarts, isLane } = this.#folded;
    const [start, end] = [intAt(slotStarts, column), intAt(slotStarts, column + 1)];
    if (start === end) return;
    const wishes = this.#wishes;
    let offset = 0;
    for (let slot = start; slot < end; slot++) {
      if (slot > start) offset += this.#separationAbove(slot);
      const index = slot - start;
      wishes.offset[index] = offset;
      const middle = kept === null ? Number.NaN : floatAt(kept, slot);
      if (Number.isNaN(middle)) {
        this.#sumLinked(slot, side);
        const isLoose = this.#weight === 0;
        wishes.at[index] = isLoose ? floatAt(this.middles, slot) : this.#sum / this.#weight;
        wishes.weight[index] = kept !== null ? 1 : isLoose ? LOOSE_WEIGHT : this.#weight;
      } else {
        wishes.at[index] = middle;
        wishes.weight[index] = KEPT_WEIGHT;
      }
    }
    const [top, bottom] = [toHalfHeight(flagAt(isLane, start)), toHalfHeight(flagAt(isLane, end - 1))];
    placeInOrder(wishes, end - start, top, height - bottom);
    for (let slot = start; slot < end; slot++) this.middles[slot] = floatAt(wishes.at, slot - start);
  }

  /** Moves a column to whole units without bringing any two of its slots nearer to each other. */
  round(column: number): void {
    const { slotStarts } = this.#folded;
    const start = intAt(slotStarts, column);
    for (let slot = start; slot < intAt(slotStarts, column + 1); slot++) {
      const middle = Math.round(floatAt(this.middles, slot));
      const least = slot === start ? middle : floatAt(this.middles, slot - 1) + this.#separationAbove(slot);
      this.middles[slot] = Math.max(least, middle);
    }
  }

  /** The kept middle of each slot: that of the first of its items that has one. */
  findKept({ middles }: KeptMiddles): Float64Array {
    const { itemStarts, items } = this.#folded;
    return this.middles.map((_, slot) => {
      for (let place = intAt(itemStarts, slot); place < intAt(itemStarts, slot + 1); place++) {
        const middle = floatAt(middles, intAt(items, place));
        if (!Number.isNaN(middle)) return middle;
      }
      return Number.NaN;
    });
  }

  #separationAbove(slot: number): number {
    return toSeparation(flagAt(this.#folded.isLane, slot - 1), flagAt(this.#folded.isLane, slot));
  }

  /** Sums up, weighted, the middles of what a slot's items are linked with. */
  #sumLinked(slot: number, side: Side): void {
    this.#sum = 0;
    this.#weight = 0;
    const { itemStarts, items } = this.#folded;
    for (let place = intAt(itemStarts, slot); place < intAt(itemStarts, slot + 1); place++) {
      const item = intAt(items, place);
      if (side !== "right") this.#sumSide(item, this.#graph.left.starts, this.#graph.left.targets);
      if (side !== "left") this.#sumSide(item, this.#graph.right.starts, this.#graph.right.targets);
    }
  }

  #sumSide(item: number, starts: Int32Array, targets: Int32Array): void {
    const { cards } = this.#graph;
    for (let link = intAt(starts, item); link < intAt(starts, item + 1); link++) {
      const other = intAt(targets, link);
      const lanes = Number(item >= cards) + Number(other >= cards);
      const pull = lanes === 0 ? 1 : lanes === 1 ? LANE_TO_CARD : LANE_TO_LANE;
      this.#sum += pull * floatAt(this.middles, intAt(this.#folded.slotOf, other));
      this.#weight += pull;
    }
  }
}
