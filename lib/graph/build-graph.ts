import type { ClusterObjects } from "./cluster-objects.ts";
import { type Graph, GraphBuilder } from "./graph-builder.ts";

export type { Graph } from "./graph-builder.ts";

/** Builds nodes, edges and cycles from the objects of one cluster; `now` in milliseconds since the epoch. */
export function buildGraph(objects: ClusterObjects, now: number): Graph {
  return new GraphBuilder().build(objects, now);
}
