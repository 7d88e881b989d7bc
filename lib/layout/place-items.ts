import { choosePadding } from "./area-padding.ts";
import type { ColumnGraph } from "./column-graph.ts";
import type { FoldedColumns } from "./fold-columns.ts";
import { findBottom, measureWidths } from "./measure-columns.ts";
import { floatAt, intAt } from "./numbers.ts";
import { AREA_PADDING_X, CARD_WIDTH, SUB_COLUMN_GAP, WAVE_GAP } from "./sizes.ts";

/** Where everything of a component stands, relative to the top left of its area. */
export interface PlacedItems {
  /** Where each column begins and ends. */
  readonly columnLeft: Float64Array;
  readonly columnRight: Float64Array;
  /** Left side of each card. */
  readonly left: Float64Array;
  /** Middle of each card and lane. */
  readonly middle: Float64Array;
  /** 1 for the cards with no other card between them and their column's left (right) side. */
  readonly opensLeft: Uint8Array;
  readonly opensRight: Uint8Array;
}

/** Turns slots and their middles into places. */
export function placeItems(graph: ColumnGraph, folded: FoldedColumns, middles: Float64Array): PlacedItems {
  const widths = measureWidths(folded.subColumns);
  const columnLeft = Float64Array.from(widths, ({ x }) => x + AREA_PADDING_X);
  const columnRight = Float64Array.from(widths, ({ x, width }) => x + width + AREA_PADDING_X);
  const count = graph.columnOf.length;
  const { top } = choosePadding(findBottom(folded, middles));
  const left = new Float64Array(count);
  const middle = new Float64Array(count);
  const [opensLeft, opensRight] = [new Uint8Array(count), new Uint8Array(count)];
  for (let item = 0; item < count; item++) {
    const slot = intAt(folded.slotOf, item);
    left[item] =
      floatAt(columnLeft, intAt(graph.columnOf, item)) +
      intAt(folded.subColumnOf, item) * (CARD_WIDTH + SUB_COLUMN_GAP);
    middle[item] = floatAt(middles, slot) + top;
    opensLeft[item] = Number(intAt(folded.items, intAt(folded.itemStarts, slot)) === item);
    opensRight[item] = Number(intAt(folded.items, intAt(folded.itemStarts, slot + 1) - 1) === item);
  }
  return { columnLeft, columnRight, left, middle, opensLeft, opensRight };
}

/** How far a loop may stand out on either side of a card without meeting another or leaving the area. */
export function findLoopRoom(
  graph: ColumnGraph,
  folded: FoldedColumns,
  item: number,
): { readonly roomLeft: number; readonly roomRight: number } {
  const column = intAt(graph.columnOf, item);
  const subColumn = intAt(folded.subColumnOf, item);
  return {
    roomLeft: toRoom(subColumn === 0, column === 0),
    roomRight: toRoom(subColumn === intAt(folded.subColumns, column) - 1, column === graph.waves.length - 1),
  };
}

/** Half of the gap that is beside a card. */
function toRoom(isColumnEnd: boolean, isAreaEnd: boolean): number {
  if (!isColumnEnd) return SUB_COLUMN_GAP / 2;
  return isAreaEnd ? AREA_PADDING_X - 2 : WAVE_GAP / 2;
}
