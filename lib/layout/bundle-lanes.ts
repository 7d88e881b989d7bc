import { type ColumnGraph, linkColumns } from "./column-graph.ts";
import type { ColumnOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";

/** A graph with an order of its items. */
export interface OrderedGraph {
  readonly graph: ColumnGraph;
  readonly order: ColumnOrder;
}

/**
 * Joins the lanes of one node that pass through the same gap between two cards: edges that go the same way are a bundle as
 * far as they do. In a gap there are then no more lines than nodes that they come from.
 */
export function bundleLanes({ graph, order }: OrderedGraph): OrderedGraph {
  const { cards, columnOf, sourceOf } = graph;
  const leaderOf = new Int32Array(columnOf.length);
  const inGap = new Map<number, number>();
  let column = -1;
  for (const item of order) {
    if (item < cards || columnOf[item] !== column) inGap.clear();
    column = intAt(columnOf, item);
    if (item < cards) continue;
    const leader = inGap.get(intAt(sourceOf, item)) ?? item;
    inGap.set(intAt(sourceOf, item), leader);
    leaderOf[item] = leader;
  }
  return bundleBy(graph, order, (lane) => intAt(leaderOf, lane));
}

/** Joins each lane with its leader: one of the same node and column, which leads itself. */
export function bundleBy(graph: ColumnGraph, order: ColumnOrder, toLeader: (lane: number) => number): OrderedGraph {
  const { cards, columnOf, sourceOf } = graph;
  const itemOf = new Int32Array(columnOf.length);
  const columns = Array.from(columnOf.subarray(0, cards));
  const sources = Array.from(sourceOf.subarray(0, cards));
  const bundled: number[] = [];
  for (const item of order) {
    if (item < cards) itemOf[item] = item;
    else if (toLeader(item) === item) {
      itemOf[item] = columns.push(intAt(columnOf, item)) - 1;
      sources.push(intAt(sourceOf, item));
    } else continue;
    bundled.push(intAt(itemOf, item));
  }
  const toItem = (lane: number) => intAt(itemOf, toLeader(lane));
  return {
    graph: linkColumns({
      ...graph,
      columnOf: Int32Array.from(columns),
      sourceOf: Int32Array.from(sources),
      lanes: graph.lanes.map(toItem),
    }),
    order: Int32Array.from(bundled),
  };
}
