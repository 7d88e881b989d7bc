import type { ColumnGraph } from "./column-graph.ts";
import { floatAt, intAt } from "./numbers.ts";
import type { PlacedItems } from "./place-items.ts";
import { BUS_OFFSET, CARD_HEIGHT, CARD_WIDTH, SUB_COLUMN_GAP } from "./sizes.ts";

/**
 * Gives the points of an edge that leads to a later column: straight through each column that it passes, and within a
 * folded column along the gap between two rows, above the card that it leaves and below the card that it reaches: so edges
 * come out of a row, and go into it, in the order of its cards, and cross no more than they would without the fold.
 */
export function routeThrough(graph: ColumnGraph, places: PlacedItems, edge: number): number[] {
  const { columnOf, laneStarts, lanes, topology } = graph;
  const { columnLeft, columnRight } = places;
  const [start, end] = [intAt(topology.from, edge), intAt(topology.to, edge)];
  const [first, last] = [intAt(columnOf, start), intAt(columnOf, end)];
  const right = floatAt(places.left, start) + CARD_WIDTH;
  const side = floatAt(columnRight, first);
  const from = floatAt(places.middle, start);
  const points = [right, from];
  if (places.opensRight[start] === 0) {
    const bus = from - CARD_HEIGHT / 2 - BUS_OFFSET;
    points.push(right + SUB_COLUMN_GAP, bus, side, bus);
    // Where sub-columns are empty beside a card, its edge stays level up to the side of the column.
  } else if (right !== side) points.push(side, from);
  for (let column = first + 1; column < last; column++) {
    const lane = floatAt(places.middle, intAt(lanes, intAt(laneStarts, edge) + column - first - 1));
    points.push(floatAt(columnLeft, column), lane, floatAt(columnRight, column), lane);
  }
  const left = floatAt(places.left, end);
  const entry = floatAt(columnLeft, last);
  const to = floatAt(places.middle, end);
  if (places.opensLeft[end] === 0) {
    const bus = to + CARD_HEIGHT / 2 + BUS_OFFSET;
    points.push(entry, bus, left - SUB_COLUMN_GAP, bus);
  } else if (left !== entry) points.push(entry, to);
  points.push(left, to);
  return points;
}
