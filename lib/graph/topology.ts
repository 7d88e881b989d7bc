import type { ObjectId } from "#lib/flux/object-id.ts";
import { type Adjacency, at, toAdjacency } from "./adjacency.ts";
import { findKnots, findStrongComponents, orderByComponent, type StrongComponents } from "./strong-components.ts";

interface Link {
  readonly from: ObjectId;
  readonly to: ObjectId;
}

/** What follows from the ids and the edges alone: how deep each node stands, and which nodes wait for each other. */
export interface Topology {
  /** Longest path from a node without dependencies, cycles collapsed. */
  readonly waves: ReadonlyMap<ObjectId, number>;
  /** Each cycle's members, sorted; the cycles sorted by their first member. */
  readonly cycles: readonly (readonly ObjectId[])[];
}

/** Finds waves and cycles; linear in nodes and edges, and the same for any order of them. */
export function findTopology(ids: readonly ObjectId[], links: readonly Link[]): Topology {
  const numberOf = new Map(ids.map((id, index) => [id, index]));
  const known = links.filter(({ from, to }) => numberOf.has(from) && numberOf.has(to));
  const from = Int32Array.from(known, (link) => numberOf.get(link.from) ?? 0);
  const to = Int32Array.from(known, (link) => numberOf.get(link.to) ?? 0);
  const graph = toAdjacency(ids.length, from, to);
  const waves = findWaves(graph);
  return {
    waves: new Map(ids.map((id, node) => [id, at(waves, node)])),
    cycles: findKnots(graph)
      .map((nodes) => nodes.flatMap((node) => ids[node] ?? []).sort())
      .sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1)),
  };
}

/**
 * Finds the longest path to each node, cycles collapsed. Components are numbered against the flow, so counting down
 * meets every dependency before its dependents.
 */
export function findWaves(graph: Adjacency, components: StrongComponents = findStrongComponents(graph)): Int32Array {
  const { componentOf, total } = components;
  const { nodes } = orderByComponent(components);
  const depth = new Int32Array(total);
  for (let place = nodes.length - 1; place >= 0; place--) {
    const node = at(nodes, place);
    const component = at(componentOf, node);
    const beyond = at(depth, component) + 1;
    for (let step = at(graph.starts, node); step < at(graph.starts, node + 1); step++) {
      const target = at(componentOf, at(graph.targets, step));
      if (target !== component && at(depth, target) < beyond) depth[target] = beyond;
    }
  }
  return componentOf.map((component) => at(depth, component));
}
