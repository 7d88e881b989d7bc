import { choosePadding, isPlain } from "./area-padding.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { countCards, countSubColumns, type FoldedColumns } from "./fold-columns.ts";
import type { ColumnOrder } from "./layers.ts";
import { flagAt, floatAt, intAt } from "./numbers.ts";
import {
  AREA_PADDING_X,
  CARD_HEIGHT,
  CARD_WIDTH,
  FOLDED_WAVE_GAP,
  LANE_GAP,
  ROW_PITCH,
  SPARE_ROW_FROM,
  SUB_COLUMN_GAP,
  WAVE_GAP,
} from "./sizes.ts";

/** From the middle of one slot to that of the next below; told 1 for a lane, 0 for a row. A lane fits between two rows. */
export function toSeparation(above: number, below: number): number {
  if (above + below === 0) return ROW_PITCH;
  return above + below === 2 ? LANE_GAP : ROW_PITCH / 2;
}

/** From the middle of a slot to its edge. */
export function toHalfHeight(isLane: number): number {
  return isLane === 1 ? 0 : CARD_HEIGHT / 2;
}

/** The least height in which a column's slots have room. */
export function measureHeight({ slotStarts, isLane }: FoldedColumns, column: number): number {
  const [start, end] = [intAt(slotStarts, column), intAt(slotStarts, column + 1)];
  if (start === end) return 0;
  let height = toHalfHeight(flagAt(isLane, start)) + toHalfHeight(flagAt(isLane, end - 1));
  for (let slot = start + 1; slot < end; slot++) height += toSeparation(flagAt(isLane, slot - 1), flagAt(isLane, slot));
  return height;
}

/** How far down the slots reach whose middles these are. */
export function findBottom({ isLane }: FoldedColumns, middles: Float64Array): number {
  let bottom = 0;
  for (let slot = 0; slot < middles.length; slot++)
    bottom = Math.max(bottom, floatAt(middles, slot) + toHalfHeight(flagAt(isLane, slot)));
  return bottom;
}

/** The left edge of each column and its width, the first at 0. */
export function measureWidths(subColumns: Int32Array): { x: number; width: number }[] {
  let right = 0;
  return Array.from(subColumns, (count, column) => {
    if (column > 0) right += subColumns[column - 1] !== 1 || count > 1 ? FOLDED_WAVE_GAP : WAVE_GAP;
    const place = { x: right, width: count * (CARD_WIDTH + SUB_COLUMN_GAP) - SUB_COLUMN_GAP };
    right += place.width;
    return place;
  });
}

/** The size of a component's area, padding, headings and what it has to spare included. */
export function measureArea({ cards }: ColumnGraph, folded: FoldedColumns): { width: number; height: number } {
  let height = 0;
  for (let column = 0; column < folded.subColumns.length; column++)
    height = Math.max(height, measureHeight(folded, column));
  return { width: measureAreaWidth(folded.subColumns), height: toAreaHeight(height, cards) };
}

/** The height of an area for so many cards that take so much of it. */
export function toAreaHeight(height: number, cards: number): number {
  const { top, bottom } = choosePadding(height);
  return height + top + bottom + (cards >= SPARE_ROW_FROM && !isPlain(height) ? ROW_PITCH : 0);
}

/** The size that a component's area will have when it is folded so, without folding it. */
export function measureFold(
  graph: ColumnGraph,
  order: ColumnOrder,
  rowLimit: number,
): { width: number; height: number } {
  const subColumns = new Int32Array(graph.waves.length);
  let height = 0;
  for (let column = 0; column < graph.waves.length; column++) {
    const cards = countCards(graph, order, column);
    const count = countSubColumns(cards, rowLimit);
    subColumns[column] = count;
    height = Math.max(height, measureFoldedColumn(graph, order, column, { subColumns: count, cards }));
  }
  return { width: measureAreaWidth(subColumns), height: toAreaHeight(height, graph.cards) };
}

function measureAreaWidth(subColumns: Int32Array): number {
  const last = measureWidths(subColumns).at(-1);
  return (last === undefined ? 0 : last.x + last.width) + 2 * AREA_PADDING_X;
}

/** Goes through a column as `foldColumns` does, and only adds up. */
function measureFoldedColumn(
  { cards, columnStarts }: ColumnGraph,
  order: ColumnOrder,
  column: number,
  fold: { readonly subColumns: number; readonly cards: number },
): number {
  let height = 0;
  let last = -1;
  const add = (isLane: number) => {
    height += last === -1 ? toHalfHeight(isLane) : toSeparation(last, isLane);
    last = isLane;
  };
  let inRow = 0;
  let waiting = 0;
  let left = fold.cards;
  const endRow = () => {
    if (inRow > 0) add(0);
    for (; waiting > 0; waiting--) add(1);
    left -= inRow;
    inRow = 0;
  };
  for (let place = intAt(columnStarts, column); place < intAt(columnStarts, column + 1); place++) {
    if (intAt(order, place) < cards) {
      if (inRow === fold.subColumns) endRow();
      inRow++;
    } else if (inRow === 0 || inRow * 2 < Math.min(fold.subColumns, left)) add(1);
    else waiting++;
  }
  endRow();
  return last === -1 ? 0 : height + toHalfHeight(last);
}
