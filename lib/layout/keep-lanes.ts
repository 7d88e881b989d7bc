import { bundleBy } from "./bundle-lanes.ts";
import { buildColumnGraph, type ColumnGraph } from "./column-graph.ts";
import { toNumberedOrder } from "./layers.ts";
import type { IndexedTopology, LayoutArea, LayoutResult } from "./layout-engine.ts";
import { floatAt, intAt } from "./numbers.ts";
import { findOldSpots } from "./old-spots.ts";

/**
 * Cuts a component into columns with its long edges bundled as they were in an area of an earlier picture: a fresh order
 * bundles them in another way, and every lane more in a full column pushes its cards. The lanes of new edges join one of
 * their node's, where it has one.
 */
export function keepLanes(topology: IndexedTopology, picture: LayoutResult, area: LayoutArea): ColumnGraph {
  const apart = buildColumnGraph(topology, "apart");
  if (apart.columnOf.length === apart.cards) return apart;
  const { middles } = findOldSpots(apart, picture, area);
  const known = new Map<string, number>();
  const first = new Map<string, number>();
  const leaderOf = Int32Array.from(apart.columnOf, (_, item) => item);
  const unknown: number[] = [];
  const join = (leaders: Map<string, number>, key: string, lane: number) => {
    const leader = leaders.get(key);
    if (leader === undefined) leaders.set(key, lane);
    else leaderOf[lane] = leader;
  };
  const toKey = (lane: number) => `${intAt(apart.sourceOf, lane)} ${intAt(apart.columnOf, lane)}`;
  for (let lane = apart.cards; lane < leaderOf.length; lane++) {
    const middle = floatAt(middles, lane);
    if (Number.isNaN(middle)) {
      unknown.push(lane);
      continue;
    }
    const key = toKey(lane);
    join(known, `${key} ${middle}`, lane);
    if (!first.has(key)) first.set(key, lane);
  }
  for (const lane of unknown) join(first, toKey(lane), lane);
  return bundleBy(apart, toNumberedOrder(apart), (lane) => intAt(leaderOf, lane)).graph;
}
