import { isPlain, readPadding } from "./area-padding.ts";
import type { OrderedComponent } from "./choose-row-limit.ts";
import { ColumnDrawing } from "./column-drawing.ts";
import type { Drawing } from "./drawing.ts";
import { keepLanes } from "./keep-lanes.ts";
import type { LayoutArea, LayoutResult } from "./layout-engine.ts";
import { findBottom } from "./measure-columns.ts";
import { placeRows } from "./place-rows.ts";
import { countCrossings } from "./ranked-order.ts";
import { seedColumns } from "./seed-columns.ts";
import { foldAndSift } from "./sift-folds.ts";

/** Draws a component with no wave higher than the limit. */
export function drawComponent(component: OrderedComponent, rowLimit: number): Drawing {
  const { graph, folded } = foldAndSift(component, rowLimit, component.effort);
  return new ColumnDrawing(graph, folded, placeRows(graph, folded));
}

/** A seeded order may cross this much more often than a fresh one, and so many times; then the fresh one is drawn. */
const MOST_CROSSINGS = 2.8;
const FEW_CROSSINGS = 30;

/**
 * Draws a component with what it holds of an earlier picture's area as near as may be to where it was. Gives null where
 * drawing anew is better: too little is left of it, or its edges would cross too often.
 */
export function redrawComponent(
  { graph, order }: OrderedComponent,
  picture: LayoutResult,
  area: LayoutArea,
  rowLimit: number,
): Drawing | null {
  const kept = keepLanes(graph.topology, picture, area);
  const seeded = seedColumns(kept, picture, area, rowLimit);
  if (seeded === null) return null;
  const fresh = countCrossings(graph, order);
  if (countCrossings(kept, seeded.folded.items) > fresh * MOST_CROSSINGS + FEW_CROSSINGS) return null;
  const { top, bottom } = readPadding(area);
  const height = area.height - top - bottom;
  const middles = placeRows(kept, seeded.folded, { middles: seeded.middles, height });
  // One or two rows that are left of more go without headings, in an area of their own height.
  const heightBefore = isPlain(findBottom(seeded.folded, middles)) ? 0 : area.height;
  return new ColumnDrawing(kept, seeded.folded, middles, heightBefore);
}
