import type { OrderedComponent } from "./choose-row-limit.ts";
import { countCrossings } from "./count-crossings.ts";
import { buildDrawing, type Drawing } from "./drawing.ts";
import { foldColumns } from "./fold-columns.ts";
import { placeRows } from "./place-rows.ts";
import { seedColumns, toColumnOrder } from "./seed-columns.ts";
import { AREA_PADDING_BOTTOM, AREA_PADDING_TOP } from "./sizes.ts";

/** Draws a component with no wave higher than the limit. */
export function drawComponent({ graph, order }: OrderedComponent, rowLimit: number): Drawing {
  const columns = foldColumns(graph, order, rowLimit);
  return buildDrawing(graph, columns, placeRows(graph, columns));
}

/** A seeded order may cross this much more often than a fresh one, and ten times; then the fresh one is drawn. */
const MOST_CROSSINGS = 1.5;

/**
 * Draws a component with what it holds of an earlier one as near as may be to where it was. Gives null where drawing
 * anew is better: too little is left of it, or its edges would cross too often.
 */
export function redrawComponent({ graph, order }: OrderedComponent, before: Drawing, rowLimit: number): Drawing | null {
  const seeded = seedColumns(graph, before, rowLimit);
  if (seeded === null) return null;
  const fresh = countCrossings(graph, toColumnOrder(foldColumns(graph, order, rowLimit)));
  if (countCrossings(graph, toColumnOrder(seeded.columns)) > fresh * MOST_CROSSINGS + 10) return null;
  return buildDrawing(
    graph,
    seeded.columns,
    placeRows(graph, seeded.columns, {
      middles: seeded.kept,
      height: before.height - AREA_PADDING_TOP - AREA_PADDING_BOTTOM,
    }),
  );
}
