import type { ColumnGraph } from "./column-graph.ts";
import type { Column, Slot } from "./fold-columns.ts";
import { measureHeight, toHalfHeight, toSeparation } from "./measure-columns.ts";
import { placeInOrder, type Wish } from "./place-in-order.ts";

/** Middles that stay as far as there is room, and the height in which there was room for all of them. */
export interface KeptMiddles {
  readonly middles: ReadonlyMap<number, number>;
  readonly height: number;
}

/** Rounds over all columns; the picture stands still well before. */
const ROUNDS = 12;
/** Long edges are kept straight before short ones: a bend in the middle of nowhere is hard to follow. */
const LANE_TO_LANE = 6;
const LANE_TO_CARD = 2;

/**
 * Gives the middle of each item, from 0 at the top of the component's tallest column to its height, in whole units.
 * Each column in turn is placed exactly, as near as may be to what its items are linked with; none grows taller than
 * the tallest must be. What is `kept` stays where it was, as near as may be, while the rest finds its place.
 */
export function placeRows(graph: ColumnGraph, columns: readonly Column[], kept?: KeptMiddles): Float64Array {
  const middles = new Float64Array(graph.items.length);
  const heights = columns.map(measureHeight);
  const height = Math.max(kept?.height ?? 0, ...heights);
  const neighbours = toNeighbours(graph);
  for (const [index, { slots }] of columns.entries()) {
    const top = (height - (heights[index] ?? 0)) / 2;
    place(slots, (slot, at) => ({ at: keptMiddle(slot, kept) ?? at, weight: 1 }), top, top + (heights[index] ?? 0));
  }
  if (kept === undefined) {
    for (let round = 0; round < ROUNDS; round++) {
      const side = round >= ROUNDS - 4 ? "both" : round % 2 === 0 ? "left" : "right";
      for (const { slots } of side === "right" ? columns.toReversed() : columns) {
        place(slots, (slot, at) => wishFor(slot, side) ?? { at, weight: 0.1 }, 0, height);
      }
    }
  } else {
    for (let round = 0; round < 4; round++) {
      for (const { slots } of round % 2 === 0 ? columns : columns.toReversed()) {
        const wish = (slot: Slot, at: number): Wish => {
          const middle = keptMiddle(slot, kept);
          if (middle !== undefined) return { at: middle, weight: 100 };
          return { at: wishFor(slot, "both")?.at ?? at, weight: 1 };
        };
        place(slots, wish, 0, height);
      }
    }
  }
  for (const { slots } of columns) roundSlots(slots);
  return middles;

  function place(slots: readonly Slot[], wish: (slot: Slot, at: number) => Wish, top: number, bottom: number): void {
    const [first, last] = [slots[0], slots.at(-1)];
    if (first === undefined || last === undefined) return;
    const separations = slots.slice(1).map((slot, index) => toSeparation(slots[index] ?? slot, slot));
    const wishes = slots.map((slot) => wish(slot, middles[itemsOf(slot)[0] ?? 0] ?? 0));
    const places = placeInOrder(wishes, separations, top + toHalfHeight(first), bottom - toHalfHeight(last));
    for (const [at, slot] of slots.entries()) setMiddle(slot, places[at] ?? 0);
  }

  function setMiddle(slot: Slot, middle: number): void {
    for (const item of itemsOf(slot)) middles[item] = middle;
  }

  function wishFor(slot: Slot, side: "left" | "right" | "both"): Wish | null {
    let [sum, weight] = [0, 0];
    for (const item of itemsOf(slot)) {
      for (const other of neighbours[item] ?? []) {
        const isLeft = (graph.items[other]?.column ?? 0) < (graph.items[item]?.column ?? 0);
        if (side !== "both" && isLeft !== (side === "left")) continue;
        const lanes = Number(graph.items[item]?.node === null) + Number(graph.items[other]?.node === null);
        const pull = lanes === 2 ? LANE_TO_LANE : lanes === 1 ? LANE_TO_CARD : 1;
        sum += pull * (middles[other] ?? 0);
        weight += pull;
      }
    }
    return weight === 0 ? null : { at: sum / weight, weight };
  }

  function roundSlots(slots: readonly Slot[]): void {
    let least = Number.NEGATIVE_INFINITY;
    for (const [at, slot] of slots.entries()) {
      const middle = Math.max(least, Math.round(middles[itemsOf(slot)[0] ?? 0] ?? 0));
      setMiddle(slot, middle);
      const next = slots[at + 1];
      if (next !== undefined) least = middle + toSeparation(slot, next);
    }
  }
}

/** The items of a slot, left to right. */
export function itemsOf(slot: Slot): readonly number[] {
  return slot.kind === "lane" ? [slot.item] : slot.cards.filter((item) => item !== null);
}

function keptMiddle(slot: Slot, kept: KeptMiddles | undefined): number | undefined {
  for (const item of itemsOf(slot)) {
    const middle = kept?.middles.get(item);
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
