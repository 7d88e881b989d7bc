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
  const itemOf = new Int32Array(columnOf.length);
  const columns = Array.from(columnOf.subarray(0, cards));
  const sources = Array.from(sourceOf.subarray(0, cards));
  const bundled: number[] = [];
  const inGap = new Map<number, number>();
  let column = -1;
  for (const item of order) {
    if (item < cards || columnOf[item] !== column) inGap.clear();
    column = intAt(columnOf, item);
    const source = intAt(sourceOf, item);
    let bundle = item < cards ? item : inGap.get(source);
    if (bundle === undefined) {
      bundle = columns.push(column) - 1;
      sources.push(source);
      inGap.set(source, bundle);
      bundled.push(bundle);
    } else if (item < cards) bundled.push(bundle);
    itemOf[item] = bundle;
  }
  return {
    graph: linkColumns({
      ...graph,
      columnOf: Int32Array.from(columns),
      sourceOf: Int32Array.from(sources),
      lanes: graph.lanes.map((lane) => intAt(itemOf, lane)),
    }),
    order: Int32Array.from(bundled),
  };
}
