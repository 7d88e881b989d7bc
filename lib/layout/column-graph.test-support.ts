import { at } from "#lib/graph/adjacency.ts";
import { buildColumnGraph, type ColumnGraph } from "./column-graph.ts";
import { parseGraph } from "./graphs.test-support.ts";
import type { ColumnOrder } from "./layers.ts";
import type { Topology } from "./layout-engine.ts";
import { readTopology } from "./read-topology.ts";

/** The columns of a graph that is one component. */
export function toColumnGraph(graph: string | Topology): ColumnGraph {
  return buildColumnGraph(readTopology(typeof graph === "string" ? parseGraph(graph) : graph));
}

/** Names each item: a card by its node, a lane as "a@1" by its source and column. */
export function nameItems({ columnOf, sourceOf, cards, topology }: ColumnGraph): string[] {
  return Array.from(columnOf, (column, item) => {
    const source = topology.ids[at(sourceOf, item)] ?? "";
    return item < cards ? source : `${source}@${column}`;
  });
}

/** Reads an order from the names of each column's items, top to bottom. */
export function readOrder(graph: ColumnGraph, columns: readonly string[]): ColumnOrder {
  const names = nameItems(graph);
  return Int32Array.from(columns.join(" ").split(" "), (name) => names.indexOf(name));
}

/** Each link as the names of its two ends. */
export function nameLinks(graph: ColumnGraph): string[] {
  const names = nameItems(graph);
  const { starts, targets } = graph.right;
  return names.flatMap((name, item) =>
    Array.from(targets.subarray(at(starts, item), at(starts, item + 1)), (target) => `${name}>${names[target]}`),
  );
}
