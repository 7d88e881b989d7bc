import type { Point } from "./layout-engine.ts";
import {
  AREA_PADDING_BOTTOM,
  AREA_PADDING_TOP,
  AREA_PADDING_X,
  CARD_WIDTH,
  ISOLATED_PITCH,
  ROW_GAP,
  ROW_PITCH,
} from "./sizes.ts";

/** How many columns of the isolated fit into an area of this width; at least one. */
export function countGridColumns(width: number): number {
  return Math.max(1, Math.floor((width - 2 * AREA_PADDING_X - CARD_WIDTH) / ISOLATED_PITCH) + 1);
}

/** The width of an area that holds so many columns of the isolated. */
export function measureGridWidth(columns: number): number {
  return 2 * AREA_PADDING_X + CARD_WIDTH + (columns - 1) * ISOLATED_PITCH;
}

/** The height of the area for so many slots in so many columns. */
export function measureGridHeight(slots: number, columns: number): number {
  return AREA_PADDING_TOP + Math.ceil(slots / columns) * ROW_PITCH - ROW_GAP + AREA_PADDING_BOTTOM;
}

/** Top left of the card in a slot, relative to the area; slots are counted along the rows. */
export function toGridPoint(slot: number, columns: number): Point {
  return {
    x: AREA_PADDING_X + (slot % columns) * ISOLATED_PITCH,
    y: AREA_PADDING_TOP + Math.floor(slot / columns) * ROW_PITCH,
  };
}

/** More free slots than this share of the grid, and it is filled anew. */
const MOST_HOLES = 0.25;

/**
 * Gives each of the isolated its slot, in the order of the ids. Those that stood in a grid before keep their slots and
 * new ones fill the holes, unless too many holes would be left.
 */
export function assignGridSlots(
  ids: readonly string[],
  before: ReadonlyMap<string, number> = new Map(),
): ReadonlyMap<string, number> {
  const slots = new Map<string, number>();
  for (const id of ids) {
    const slot = before.get(id);
    if (slot !== undefined) slots.set(id, slot);
  }
  const taken = new Set(slots.values());
  let free = 0;
  for (const id of ids) {
    if (slots.has(id)) continue;
    while (taken.has(free)) free++;
    slots.set(id, free);
    taken.add(free);
  }
  const end = [...taken].reduce((most, slot) => Math.max(most, slot + 1), 0);
  const holes = end - ids.length;
  return holes > ids.length * MOST_HOLES || taken.size < ids.length
    ? new Map(ids.map((id, slot) => [id, slot]))
    : slots;
}
