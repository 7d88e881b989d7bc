import type { ObjectId } from "#lib/flux/object-id.ts";
import { findStrongComponents } from "./strong-components.ts";

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
  const successors: number[][] = ids.map(() => []);
  const selfLinked = new Set<number>();
  for (const { from, to } of links) {
    const [a, b] = [numberOf.get(from), numberOf.get(to)];
    if (a === undefined || b === undefined) continue;
    if (a === b) selfLinked.add(a);
    else successors[a]?.push(b);
  }
  const { componentOf, total } = findStrongComponents(ids.length, (node) => successors[node] ?? []);
  const members: number[][] = Array.from({ length: total }, () => []);
  for (const [node, component] of componentOf.entries()) members[component]?.push(node);
  const waveOf = findComponentWaves(members, successors, componentOf);
  return {
    waves: new Map(ids.map((id, node) => [id, waveOf[componentOf[node] ?? 0] ?? 0])),
    cycles: members
      .filter((nodes) => nodes.length > 1 || nodes.some((node) => selfLinked.has(node)))
      .map((nodes) => nodes.flatMap((node) => ids[node] ?? []).sort())
      .sort((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : 1)),
  };
}

/** Components are numbered against the flow, so counting down meets every dependency before its dependents. */
function findComponentWaves(members: number[][], successors: number[][], componentOf: Int32Array): Int32Array {
  const waves = new Int32Array(members.length);
  for (let component = members.length - 1; component >= 0; component--) {
    const beyond = (waves[component] ?? 0) + 1;
    for (const node of members[component] ?? []) {
      for (const next of successors[node] ?? []) {
        const target = componentOf[next] ?? 0;
        if (target !== component && (waves[target] ?? 0) < beyond) waves[target] = beyond;
      }
    }
  }
  return waves;
}
