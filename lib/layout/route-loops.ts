import { BUS_OFFSET, CARD_HEIGHT, CARD_WIDTH, SUB_COLUMN_GAP } from "./sizes.ts";

/** A card at either end of a loop. */
export interface LoopEnd {
  readonly column: number;
  readonly left: number;
  readonly middle: number;
  /** How far a loop may stand out on either side without meeting a card or leaving the area. */
  readonly roomLeft: number;
  readonly roomRight: number;
}

/** How far a loop stands out from the side of its cards. */
const LOOP_REACH = 18;
const LOOP_REACH_MORE = 4;
const LOOP_REACH_MOST = 40;
/** Above and below the middle of a card's side: where an edge from a node to itself leaves and enters. */
const SELF_LOOP_SPREAD = 12;
/** Where a loop turns between two sub-columns: half of the gap between them. */
const LOOP_TURN = SUB_COLUMN_GAP / 2;

/**
 * Gives the points of an edge that does not lead to a later column. In one sub-column: down along the right side, up
 * along the left, so that a cycle reads as a ring. Otherwise through the gap above the row that it reaches.
 */
export function routeLoop(start: LoopEnd, end: LoopEnd): number[] {
  const right = start.left + CARD_WIDTH;
  if (start === end) {
    return [
      right,
      start.middle - SELF_LOOP_SPREAD,
      right + Math.min(LOOP_REACH, start.roomRight),
      start.middle,
      right,
      start.middle + SELF_LOOP_SPREAD,
    ];
  }
  if (start.left === end.left) {
    const rows = Math.abs(end.middle - start.middle) / CARD_HEIGHT;
    const reach = Math.min(LOOP_REACH_MOST, LOOP_REACH + LOOP_REACH_MORE * rows);
    const half = (start.middle + end.middle) / 2;
    if (end.middle > start.middle) {
      return [right, start.middle, right + Math.min(reach, start.roomRight), half, right, end.middle];
    }
    return [start.left, start.middle, start.left - Math.min(reach, start.roomLeft), half, start.left, end.middle];
  }
  const isNext = end.left === right + SUB_COLUMN_GAP && end.column === start.column;
  if (isNext && end.middle === start.middle) return [right, start.middle, end.left, end.middle];
  const gap = end.middle - CARD_HEIGHT / 2 - BUS_OFFSET;
  const entry = [end.left - LOOP_TURN, (gap + end.middle) / 2, end.left, end.middle];
  if (end.left > right)
    return [right, start.middle, right + SUB_COLUMN_GAP, gap, end.left - SUB_COLUMN_GAP, gap, end.left, end.middle];
  return [right, start.middle, right + LOOP_TURN, (start.middle + gap) / 2, right, gap, end.left, gap, ...entry];
}
