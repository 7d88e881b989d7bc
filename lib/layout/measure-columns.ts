import type { Column, Slot } from "./fold-columns.ts";
import {
  AREA_PADDING_BOTTOM,
  AREA_PADDING_TOP,
  AREA_PADDING_X,
  CARD_HEIGHT,
  CARD_WIDTH,
  FOLDED_WAVE_GAP,
  LANE_GAP,
  ROW_PITCH,
  SUB_COLUMN_GAP,
  WAVE_GAP,
} from "./sizes.ts";

/** From the middle of one slot to that of the next below: a lane fits into the gap between two rows. */
export function toSeparation(above: Slot, below: Slot): number {
  if (above.kind === "row" && below.kind === "row") return ROW_PITCH;
  return above.kind === "lane" && below.kind === "lane" ? LANE_GAP : ROW_PITCH / 2;
}

/** From the middle of a slot to its edge. */
export function toHalfHeight(slot: Slot): number {
  return slot.kind === "row" ? CARD_HEIGHT / 2 : 0;
}

/** The least height in which a column's slots have room. */
export function measureHeight({ slots }: Column): number {
  let height = 0;
  for (const [at, slot] of slots.entries()) {
    const above = slots[at - 1];
    height += above === undefined ? toHalfHeight(slot) : toSeparation(above, slot);
  }
  const last = slots.at(-1);
  return last === undefined ? 0 : height + toHalfHeight(last);
}

/** The left edge of each column and its width, the first at 0. */
export function measureWidths(columns: readonly Pick<Column, "subColumns">[]): { x: number; width: number }[] {
  let right = 0;
  return columns.map(({ subColumns }, index) => {
    const before = columns[index - 1];
    if (before !== undefined) right += before.subColumns > 1 || subColumns > 1 ? FOLDED_WAVE_GAP : WAVE_GAP;
    const place = { x: right, width: subColumns * (CARD_WIDTH + SUB_COLUMN_GAP) - SUB_COLUMN_GAP };
    right += place.width;
    return place;
  });
}

/** The size of a component's area, padding and headings included. */
export function measureArea(columns: readonly Column[]): { width: number; height: number } {
  const last = measureWidths(columns).at(-1);
  return {
    width: (last === undefined ? 0 : last.x + last.width) + 2 * AREA_PADDING_X,
    height: Math.max(0, ...columns.map(measureHeight)) + AREA_PADDING_TOP + AREA_PADDING_BOTTOM,
  };
}
