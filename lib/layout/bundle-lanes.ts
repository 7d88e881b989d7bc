import { type ColumnGraph, linkColumns } from "./column-graph.ts";
import type { ColumnOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";

/** A graph with an order of its items. */
export interface OrderedGraph {
  readonly graph: ColumnGraph;
  readonly order: ColumnOrder;
}

/** Joins lanes of one node that stand next to each other: edges that go the same way are a bundle as far as they do. */
export function bundleLanes({ graph, order }: OrderedGraph): OrderedGraph {
  const { cards, columnOf, sourceOf } = graph;
  const itemOf = new Int32Array(columnOf.length);
  const columns = Array.from(columnOf.subarray(0, cards));
  const sources = Array.from(sourceOf.subarray(0, cards));
  const bundled: number[] = [];
  let last = -1;
  for (const item of order) {
    const joins =
      item >= cards && last >= cards && columnOf[item] === columnOf[last] && sourceOf[item] === sourceOf[last];
    if (item < cards) itemOf[item] = item;
    else if (joins) itemOf[item] = intAt(itemOf, last);
    else {
      itemOf[item] = columns.push(intAt(columnOf, item)) - 1;
      sources.push(intAt(sourceOf, item));
    }
    if (!joins) bundled.push(intAt(itemOf, item));
    last = item;
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
