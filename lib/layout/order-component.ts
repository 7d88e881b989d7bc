import { bundleLanes, type OrderedGraph } from "./bundle-lanes.ts";
import { buildColumnGraph } from "./column-graph.ts";
import type { ColumnOrder, Layers } from "./layers.ts";
import type { Effort } from "./order-columns.ts";
import { RankedOrder } from "./ranked-order.ts";
import type { IndexedTopology } from "./read-topology.ts";
import { siftItems } from "./sift-items.ts";

/** Orders the items of each column. */
export type ColumnOrderer = (layers: Layers, effort: Effort) => ColumnOrder;

/** One lane to each long edge is not tried when those are more than this. */
const MOST_LANES = 1_500;
/** Lanes that have been joined are taken to better places so often, and so far. */
const SIFTS = 4;
const REACH = 200;

/**
 * Cuts a component into columns and orders them. Where effort is no object, the long edges of a node are also tried each
 * by itself, joined only where they run side by side; what crosses less is taken.
 */
export function orderComponent(topology: IndexedTopology, effort: Effort, orderColumns: ColumnOrderer): OrderedGraph {
  const together = buildColumnGraph(topology);
  const first = { graph: together, order: orderColumns(together, effort) };
  if (effort === "quick" || together.columnOf.length === together.cards) return first;
  const crossings = new RankedOrder(together, first.order).count();
  if (crossings === 0 || together.lanes.length > MOST_LANES) return first;
  const apart = buildColumnGraph(topology, "apart");
  const second = bundleLanes({ graph: apart, order: orderColumns(apart, effort) });
  const ranked = new RankedOrder(second.graph, second.order);
  for (let round = 0; round < SIFTS; round++) if (siftItems(ranked, REACH) === 0) break;
  return ranked.count() < crossings ? { graph: second.graph, order: ranked.order } : first;
}
