import { bundleLanes, type OrderedGraph } from "./bundle-lanes.ts";
import { buildColumnGraph } from "./column-graph.ts";
import type { ColumnOrder, Layers } from "./layers.ts";
import { countShakes, type Effort } from "./order-columns.ts";
import { partLanes } from "./part-lanes.ts";
import { countCrossings, RankedOrder } from "./ranked-order.ts";
import type { IndexedTopology } from "./read-topology.ts";
import { shakeOrder } from "./shake-order.ts";
import { siftItems } from "./sift-items.ts";

/** Orders the items of each column. */
export type ColumnOrderer = (layers: Layers, effort: Effort) => ColumnOrder;

/** One lane to each long edge is not tried when those are more than this. */
const MOST_LANES = 1_500;
/** How often lanes are joined, and then all items taken to better places, and how far. */
const ROUNDS = 4;
/** How often they are parted again. */
const PARTINGS: Readonly<Record<Effort, number>> = { thorough: 2, careful: 0, quick: 0 };
const SIFTS = 4;
const REACH = 200;

/**
 * Cuts a component into columns and orders them. Where effort is no object, the long edges of a node are also tried each
 * by itself, joined only where they run side by side, and parted again; what crosses least is taken.
 */
export function orderComponent(topology: IndexedTopology, effort: Effort, orderColumns: ColumnOrderer): OrderedGraph {
  const together = buildColumnGraph(topology);
  let best: OrderedGraph = { graph: together, order: orderColumns(together, effort) };
  if (effort === "quick" || together.columnOf.length === together.cards) return best;
  let fewest = countCrossings(best.graph, best.order);
  if (fewest === 0 || together.lanes.length > MOST_LANES) return best;
  const apart = buildColumnGraph(topology, "apart");
  let next: OrderedGraph = { graph: apart, order: orderColumns(apart, effort) };
  for (let parting = 0; parting <= PARTINGS[effort] && fewest > 0; parting++) {
    if (parting > 0) next = shake(partLanes(next), effort);
    next = bundleAndSift(shake(bundleAndSift(next), effort));
    const crossings = countCrossings(next.graph, next.order);
    if (crossings < fewest) [best, fewest] = [next, crossings];
  }
  return best;
}

/** Bundles lanes and sifts what is left, again as long as lanes meet others of their node in a gap. */
function bundleAndSift(start: OrderedGraph): OrderedGraph {
  let last = start;
  for (let round = 0; round < ROUNDS; round++) {
    const next = bundleLanes(last);
    if (next.order.length === last.order.length) break;
    const ranked = new RankedOrder(next.graph, next.order);
    for (let sift = 0; sift < SIFTS; sift++) if (siftItems(ranked, REACH) === 0) break;
    last = { graph: next.graph, order: ranked.order };
  }
  return last;
}

function shake({ graph, order }: OrderedGraph, effort: Effort): OrderedGraph {
  const ranked = new RankedOrder(graph, order);
  shakeOrder(ranked, countShakes(graph, effort));
  return { graph, order: ranked.order };
}
