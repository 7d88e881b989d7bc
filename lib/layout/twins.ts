import { toAdjacency } from "#lib/graph/adjacency.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { bundleBy, type OrderedGraph } from "./bundle-lanes.ts";
import { buildColumnGraph } from "./column-graph.ts";
import { type ColumnOrder, countLinks, findColumnStarts, toNumberedOrder } from "./layers.ts";
import type { IndexedTopology } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";

/**
 * A topology in which twins, nodes of one wave with the same dependencies and dependents, as a hub's leaves, are one node.
 * It has as many links as they have, so that links cross as often as they will with the twins side by side in its place.
 */
export interface TwinTopology extends IndexedTopology {
  readonly whole: IndexedTopology;
  /** The node that each node of the whole is part of. */
  readonly partOf: Int32Array;
  readonly weights: Int32Array;
}

/** Twins are two halves at most, so that the edges of others can pass between them; a hub's leaves are one. */
const HALVES = 2;

/** Joins twins: some order that crosses least has them side by side, and one item is ordered faster than they all. */
export function joinTwins(whole: IndexedTopology): TwinTopology {
  const count = whole.ids.length;
  const left = toAdjacency(count, whole.to, whole.from);
  const right = toAdjacency(count, whole.from, whole.to);
  const groups = groupBy(Array(count).keys(), (node) => {
    const sides = [left, right].map(({ starts, targets }) =>
      targets.subarray(intAt(starts, node), intAt(starts, node + 1)).join(),
    );
    return `${whole.waves[node]} ${sides.join(" ")}`;
  });
  const partOf = new Int32Array(count);
  const firsts: number[] = [];
  for (const group of groups.values()) {
    const [node = 0] = group;
    const parts = countLinks({ left, right }, node) === 1 ? 1 : Math.min(group.length, HALVES);
    for (let part = 0; part < parts; part++) {
      const members = group.slice(
        Math.round((part * group.length) / parts),
        Math.round(((part + 1) * group.length) / parts),
      );
      const number = firsts.push(members[0] ?? 0) - 1;
      for (const member of members) partOf[member] = number;
    }
  }
  const weights = new Int32Array(firsts.length);
  for (const part of partOf) weights[part] = intAt(weights, part) + 1;
  // All that lead from or to a twin are there for the first one, too.
  const isFirst = (node: number) => firsts[intAt(partOf, node)] === node;
  const kept: number[] = [];
  for (let edge = 0; edge < whole.from.length; edge++)
    if (isFirst(intAt(whole.from, edge)) && isFirst(intAt(whole.to, edge))) kept.push(edge);
  return {
    whole,
    partOf,
    weights,
    ids: firsts.map((node) => whole.ids[node] ?? ""),
    waves: Int32Array.from(firsts, (node) => intAt(whole.waves, node)),
    from: Int32Array.from(kept, (edge) => intAt(partOf, intAt(whole.from, edge))),
    to: Int32Array.from(kept, (edge) => intAt(partOf, intAt(whole.to, edge))),
  };
}

/** Takes twins apart in an ordered graph: they stand by number where they stood as one, each with lanes of its own. */
export function partTwins({ whole, partOf, from, to }: TwinTopology, joined: OrderedGraph): OrderedGraph {
  const edgeOf = new Map<number, number>();
  const parts = joined.graph.topology.ids.length;
  for (let edge = 0; edge < from.length; edge++) edgeOf.set(intAt(from, edge) * parts + intAt(to, edge), edge);
  const apart = buildColumnGraph(whole, "apart");
  const itemOf = Int32Array.from(apart.columnOf, (_, item) => (item < partOf.length ? intAt(partOf, item) : -1));
  const leaders = new Map<number, number>();
  const leaderOf = new Int32Array(apart.columnOf.length);
  for (let edge = 0; edge < whole.from.length; edge++) {
    const [start, end] = [intAt(whole.from, edge), intAt(whole.to, edge)];
    const same = edgeOf.get(intAt(partOf, start) * parts + intAt(partOf, end)) ?? 0;
    const first = intAt(apart.laneStarts, edge);
    for (let place = first; place < intAt(apart.laneStarts, edge + 1); place++) {
      const lane = intAt(apart.lanes, place);
      const item = intAt(joined.graph.lanes, intAt(joined.graph.laneStarts, same) + place - first);
      const key = start * joined.graph.columnOf.length + item;
      const leader = leaders.get(key) ?? lane;
      leaders.set(key, leader);
      leaderOf[lane] = leader;
      itemOf[lane] = item;
    }
  }
  return bundleBy(apart, sortByPlace(itemOf, joined.order), (lane) => intAt(leaderOf, lane));
}

/** All items where what they are part of stands in an order; several by their numbers. */
function sortByPlace(itemOf: Int32Array, order: ColumnOrder): ColumnOrder {
  const placeOf = new Int32Array(order.length);
  for (const [place, item] of order.entries()) placeOf[item] = place;
  const columnOf = itemOf.map((item) => intAt(placeOf, item));
  return toNumberedOrder({ columnOf, columnStarts: findColumnStarts(columnOf, order.length) });
}
