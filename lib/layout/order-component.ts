import { bundleLanes, type OrderedGraph } from "./bundle-lanes.ts";
import { buildColumnGraph } from "./column-graph.ts";
import type { ColumnOrder, Layers } from "./layers.ts";
import type { IndexedTopology } from "./layout-engine.ts";
import type { Effort } from "./order-columns.ts";
import { partLanes } from "./part-lanes.ts";
import { countCrossings, RankedOrder } from "./ranked-order.ts";
import { shakeOrder } from "./shake-order.ts";
import { shortenOrder } from "./shorten-order.ts";
import { siftItems } from "./sift-items.ts";
import { joinTwins, partTwins } from "./twins.ts";

/** Orders the items of each column. */
export type ColumnOrderer = (layers: Layers, effort: Effort) => ColumnOrder;

/** One lane to each long edge is not tried when those are more than this. */
const MOST_LANES = 1_500;
/** With fewer edges to a lane than this, the long edges of a node are not tried each by itself from the start. */
const SHARED = 2.5;
/** How often lanes are joined, and then all items taken to better places, and how far. */
const ROUNDS = 4;
const SIFTS = 4;
const REACH = 200;
/** For how many steps an order is shaken for each node and edge: each that is tried with twins as one, then the best. */
const STEPS: Readonly<Record<Effort, { readonly joined: number; readonly whole: number }>> = {
  thorough: { joined: 8_000, whole: 7_000 },
  careful: { joined: 2_500, whole: 4_000 },
  brisk: { joined: 500, whole: 800 },
  quick: { joined: 0, whole: 0 },
};
/** How often lanes are parted, shaken and joined again within these. */
const PARTINGS = 2;

/**
 * Cuts a component into columns and orders them. Where effort is no object, first with twins as one, and then each by
 * itself; what crosses least is taken.
 */
export function orderComponent(topology: IndexedTopology, effort: Effort, orderColumns: ColumnOrderer): OrderedGraph {
  if (effort === "quick") {
    const graph = buildColumnGraph(topology);
    return { graph, order: orderColumns(graph, effort) };
  }
  const size = topology.ids.length + topology.from.length;
  const { joined, whole } = STEPS[effort];
  const twins = joinTwins(topology);
  const ordered = orderJoined(twins, size * joined, (layers) => orderColumns(layers, effort));
  const best = improve(partTwins(twins, ordered), size * whole);
  return { ...best, order: shortenOrder(best) };
}

/** The long edges of a node are tried together, and each by itself, joined only where they run side by side. */
function orderJoined(
  topology: IndexedTopology,
  steps: number,
  orderColumns: (layers: Layers) => ColumnOrder,
): OrderedGraph {
  const graph = buildColumnGraph(topology);
  const order = orderColumns(graph);
  const lanes = graph.columnOf.length - graph.cards;
  if (lanes === 0 || countCrossings(graph, order) === 0) return shake({ graph, order }, steps);
  const apart = buildColumnGraph(topology, "apart");
  const isShared = apart.columnOf.length - apart.cards > SHARED * lanes && apart.lanes.length <= MOST_LANES;
  const together = bundleAndSift(shake({ graph, order }, isShared ? steps / 3 : steps));
  if (!isShared) return together;
  return toBetter(together, bundleAndSift(shake({ graph: apart, order: orderColumns(apart) }, steps)));
}

/** Parts the lanes, shakes and joins them again; gives the best order that comes of it. */
function improve(start: OrderedGraph, steps: number): OrderedGraph {
  let best = start;
  let next = start;
  for (let time = 0; time < PARTINGS && countCrossings(best.graph, best.order) > 0; time++) {
    const { columnOf, cards, lanes } = next.graph;
    const isParted = columnOf.length > cards && lanes.length <= MOST_LANES;
    next = bundleAndSift(shake(isParted ? partLanes(next) : next, steps / PARTINGS));
    best = toBetter(best, next);
  }
  return best;
}

function toBetter(one: OrderedGraph, other: OrderedGraph): OrderedGraph {
  return countCrossings(other.graph, other.order) < countCrossings(one.graph, one.order) ? other : one;
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

function shake({ graph, order }: OrderedGraph, steps: number): OrderedGraph {
  const ranked = new RankedOrder(graph, order);
  shakeOrder(ranked, steps);
  return { graph, order: ranked.order };
}
