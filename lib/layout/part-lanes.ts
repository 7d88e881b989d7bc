import type { OrderedGraph } from "./bundle-lanes.ts";
import { buildColumnGraph } from "./column-graph.ts";
import { toNumberedOrder } from "./layers.ts";
import { floatAt, intAt } from "./numbers.ts";
import { sortByKey } from "./sort-by-key.ts";

/**
 * Parts bundled lanes: each long edge has lanes of its own, side by side where the bundle was, in the order in which they
 * go on. The links cross as often as before, those of one bundle among themselves not at all.
 */
export function partLanes({ graph, order }: OrderedGraph): OrderedGraph {
  const apart = buildColumnGraph(graph.topology, "apart");
  const count = apart.columnOf.length;
  const { from, to } = graph.topology;
  const rankOf = new Int32Array(graph.columnOf.length);
  for (let place = 0; place < order.length; place++) rankOf[intAt(order, place)] = place;
  const bundleOf = Int32Array.from(apart.columnOf, (_, item) => item);
  const nextOf = new Int32Array(count);
  for (let edge = 0; edge < from.length; edge++) {
    let next = intAt(to, edge);
    for (let lane = intAt(apart.laneStarts, edge + 1) - 1; lane >= intAt(apart.laneStarts, edge); lane--) {
      const item = intAt(apart.lanes, lane);
      bundleOf[item] = intAt(graph.lanes, lane);
      nextOf[item] = next;
      next = item;
    }
  }
  const scratch = new Int32Array(count);
  const parted = toNumberedOrder(apart);
  const bundleRanks = Float64Array.from(bundleOf, (item) => intAt(rankOf, item));
  const nextRanks = new Float64Array(count);
  const ranks = new Float64Array(count);
  for (let column = apart.waves.length - 1; column >= 0; column--) {
    const [start, end] = [intAt(apart.columnStarts, column), intAt(apart.columnStarts, column + 1)];
    for (let place = start; place < end; place++) {
      const item = intAt(parted, place);
      nextRanks[item] = item < apart.cards ? 0 : floatAt(ranks, intAt(nextOf, item));
    }
    sortByKey(parted, nextRanks, start, end, scratch);
    sortByKey(parted, bundleRanks, start, end, scratch);
    for (let place = start; place < end; place++) ranks[intAt(parted, place)] = place;
  }
  return { graph: apart, order: parted };
}
