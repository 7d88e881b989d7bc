import type { OrderedGraph } from "./bundle-lanes.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { foldColumns } from "./fold-columns.ts";
import type { ColumnOrder } from "./layers.ts";
import { floatAt, intAt } from "./numbers.ts";
import { placeRows } from "./place-rows.ts";
import { countCrossings } from "./ranked-order.ts";
import { WAVE_GAP } from "./sizes.ts";

/** With more cards and lanes than this, placing every order takes too long, and few of them differ by much. */
const MOST_ITEMS = 16;
const ROUNDS = 3;
/** What is shorter by less is none the better for the reader. */
const LEAST_GAIN = 8;

/**
 * Takes the items of a small graph to other places in their columns where that makes its edges shorter and lets no more
 * links cross: of orders that cross as often, rows are placed in one as in the other, and only then is it seen.
 */
export function shortenOrder({ graph, order }: OrderedGraph): ColumnOrder {
  if (order.length > MOST_ITEMS) return order;
  const most = countCrossings(graph, order);
  let best = order;
  let shortest = measureEdges(graph, order);
  for (let round = 0; round < ROUNDS; round++) {
    const before = shortest;
    for (const item of order) {
      const column = intAt(graph.columnOf, item);
      for (let place = intAt(graph.columnStarts, column); place < intAt(graph.columnStarts, column + 1); place++) {
        const moved = moveTo(best, item, place);
        const length = countCrossings(graph, moved) <= most ? measureEdges(graph, moved) : Number.POSITIVE_INFINITY;
        if (length < shortest - LEAST_GAIN) [best, shortest] = [moved, length];
      }
    }
    if (shortest === before) break;
  }
  return best;
}

function moveTo(order: ColumnOrder, item: number, place: number): ColumnOrder {
  const rest = order.filter((other) => other !== item);
  const moved = new Int32Array(order.length);
  moved.set(rest.subarray(0, place));
  moved[place] = item;
  moved.set(rest.subarray(place), place + 1);
  return moved;
}

/** How long the edges are between the waves, their rows placed as they will be where nothing is folded. */
export function measureEdges(graph: ColumnGraph, order: ColumnOrder): number {
  const folded = foldColumns(graph, order, Number.POSITIVE_INFINITY);
  const middles = placeRows(graph, folded);
  const middleOf = (item: number) => floatAt(middles, intAt(folded.slotOf, item));
  const { from, to } = graph.topology;
  let length = 0;
  for (let edge = 0; edge < from.length; edge++) {
    let last = intAt(from, edge);
    const step = (next: number) => {
      length += Math.hypot(WAVE_GAP, middleOf(next) - middleOf(last));
      last = next;
    };
    for (let lane = intAt(graph.laneStarts, edge); lane < intAt(graph.laneStarts, edge + 1); lane++)
      step(intAt(graph.lanes, lane));
    step(intAt(to, edge));
  }
  return length;
}
