import type { ColumnGraph } from "./column-graph.ts";
import { type Column, itemsOf, type Slot } from "./fold-columns.ts";
import { measureHeight, toHalfHeight, toSeparation } from "./measure-columns.ts";
import { placeInOrder, type Wish } from "./place-in-order.ts";

/** Middles that stay as far as there is room, and the height in which there was room for all of them. */
export interface KeptMiddles {
  readonly middles: ReadonlyMap<number, number>;
  readonly height: number;
}

/** Rounds over all columns: towards one side in turn, then towards both; the picture stands still well before the end. */
const ROUNDS = [
  "left",
  "right",
  "left",
  "right",
  "left",
  "right",
  "left",
  "right",
  "both",
  "both",
  "both",
  "both",
] as const;
const ROUNDS_AROUND_KEPT = 4;
/** How much more what is kept counts than what finds its place beside it. */
const KEPT_WEIGHT = 100;
/** Long edges are kept straight before short ones: a bend in the middle of nowhere is hard to follow. */
const LANE_TO_LANE = 6;
const LANE_TO_CARD = 2;

/**
 * Gives the middle of each item, from 0 at the top of the component's tallest column to its height, in whole units.
 * Each column in turn is placed exactly, as near as may be to what its items are linked with; none grows taller than
 * the tallest must be. What is `kept` stays where it was, as near as may be, while the rest finds its place.
 */
export function placeRows(graph: ColumnGraph, columns: readonly Column[], kept?: KeptMiddles): Float64Array {
  const rows = new PlacedRows(graph);
  const heights = columns.map(measureHeight);
  const height = Math.max(kept?.height ?? 0, ...heights);
  for (const [index, column] of columns.entries()) {
    const top = (height - (heights[index] ?? 0)) / 2;
    rows.place(column, () => ({ at: 0, weight: 1 }), top, height - top);
  }
  if (kept === undefined) {
    for (const side of ROUNDS) {
      for (const column of side === "right" ? columns.toReversed() : columns) {
        rows.place(column, (slot, at) => rows.meanOfLinked(slot, side) ?? { at, weight: 0.1 }, 0, height);
      }
    }
  } else {
    const wish = (slot: Slot, at: number): Wish => {
      const middle = findKept(slot, kept);
      if (middle !== undefined) return { at: middle, weight: KEPT_WEIGHT };
      return { at: rows.meanOfLinked(slot, "both")?.at ?? at, weight: 1 };
    };
    for (let round = 0; round < ROUNDS_AROUND_KEPT; round++) {
      for (const column of round % 2 === 0 ? columns : columns.toReversed()) rows.place(column, wish, 0, height);
    }
  }
  for (const column of columns) rows.round(column);
  return rows.middles;
}

class PlacedRows {
  readonly middles: Float64Array;
  readonly #graph: ColumnGraph;
  readonly #neighbours: readonly (readonly number[])[];

  constructor(graph: ColumnGraph) {
    this.middles = new Float64Array(graph.items.length);
    this.#graph = graph;
    this.#neighbours = toNeighbours(graph);
  }

  /** Places one column between top and bottom; a wish is told where its slot stands now. */
  place({ slots }: Column, wish: (slot: Slot, at: number) => Wish, top: number, bottom: number): void {
    const [first, last] = [slots[0], slots.at(-1)];
    if (first === undefined || last === undefined) return;
    const separations = slots.slice(1).map((slot, index) => toSeparation(slots[index] ?? slot, slot));
    const wishes = slots.map((slot) => wish(slot, this.#middleOf(slot)));
    const places = placeInOrder(wishes, separations, top + toHalfHeight(first), bottom - toHalfHeight(last));
    for (const [at, slot] of slots.entries()) this.#move(slot, places[at] ?? 0);
  }

  /** The weighted mean of what a slot's items are linked with; null where they are linked with nothing on that side. */
  meanOfLinked(slot: Slot, side: "left" | "right" | "both"): Wish | null {
    const { items } = this.#graph;
    let [sum, weight] = [0, 0];
    for (const item of itemsOf(slot)) {
      for (const other of this.#neighbours[item] ?? []) {
        const isLeft = (items[other]?.column ?? 0) < (items[item]?.column ?? 0);
        if (side !== "both" && isLeft !== (side === "left")) continue;
        const lanes = Number(items[item]?.node === null) + Number(items[other]?.node === null);
        const pull = [1, LANE_TO_CARD, LANE_TO_LANE][lanes] ?? 1;
        sum += pull * (this.middles[other] ?? 0);
        weight += pull;
      }
    }
    return weight === 0 ? null : { at: sum / weight, weight };
  }

  /** Moves a column to whole units without bringing any two of its slots nearer to each other. */
  round({ slots }: Column): void {
    let least = Number.NEGATIVE_INFINITY;
    for (const [at, slot] of slots.entries()) {
      const middle = Math.max(least, Math.round(this.#middleOf(slot)));
      this.#move(slot, middle);
      const next = slots[at + 1];
      if (next !== undefined) least = middle + toSeparation(slot, next);
    }
  }

  #middleOf(slot: Slot): number {
    return this.middles[itemsOf(slot)[0] ?? 0] ?? 0;
  }

  #move(slot: Slot, middle: number): void {
    for (const item of itemsOf(slot)) this.middles[item] = middle;
  }
}

function findKept(slot: Slot, { middles }: KeptMiddles): number | undefined {
  for (const item of itemsOf(slot)) {
    const middle = middles.get(item);
    if (middle !== undefined) return middle;
  }
  return undefined;
}

function toNeighbours({ items, links }: ColumnGraph): number[][] {
  const neighbours: number[][] = items.map(() => []);
  for (const { from, to } of links) {
    neighbours[from]?.push(to);
    neighbours[to]?.push(from);
  }
  return neighbours;
}
