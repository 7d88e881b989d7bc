import type { ObjectId } from "#lib/flux/object-id.ts";
import { type Adjacency, at, toAdjacency } from "./adjacency.ts";

/** Nodes and edges as numbers: nodes in the order of their ids, edges in the order of a snapshot. */
export interface Links {
  /** Sorted. */
  readonly ids: readonly ObjectId[];
  readonly numberOf: ReadonlyMap<ObjectId, number>;
  /** The dependency of each edge. */
  readonly from: Int32Array;
  /** The dependent of each edge. */
  readonly to: Int32Array;
  /** Which of its dependent's names each edge is. */
  readonly place: Int32Array;
  /** From a dependency to its dependents. */
  readonly down: Adjacency;
  /** From a dependent to its dependencies. */
  readonly up: Adjacency;
}

/** A dependent and the ids of what it names, each once. */
export interface LinkSource {
  readonly id: ObjectId;
  readonly names: readonly ObjectId[];
}

/**
 * Numbers all ids in their order and lists the edges by dependency, then dependent; `ids` has each of them once, those
 * that are only named among them. Linear but for the sorting of the ids.
 */
export function buildLinks(ids: readonly ObjectId[], dependents: readonly LinkSource[]): Links {
  // Without a comparison of ours texts are compared by code unit, as ids are everywhere, and sooner.
  const sorted = ids.toSorted();
  const numberOf = new Map<ObjectId, number>();
  sorted.forEach((id, number) => {
    numberOf.set(id, number);
  });
  const total = dependents.reduce((sum, { names }) => sum + names.length, 0);
  const byDependent: (LinkSource | undefined)[] = Array.from({ length: sorted.length });
  for (const dependent of dependents) byDependent[numberOf.get(dependent.id) ?? 0] = dependent;
  const from = new Int32Array(total);
  const to = new Int32Array(total);
  const place = new Int32Array(total);
  let edges = 0;
  byDependent.forEach((dependent, number) => {
    dependent?.names.forEach((name, index) => {
      from[edges] = numberOf.get(name) ?? 0;
      to[edges] = number;
      place[edges++] = index;
    });
  });
  // Packed by dependency, the edges of each keep the order of their dependents: that is the order of a snapshot.
  const packed = toAdjacency(sorted.length, from, to);
  const ends = new Int32Array(total);
  for (let node = 0; node < sorted.length; node++)
    ends.fill(node, at(packed.starts, node), at(packed.starts, node + 1));
  return {
    ids: sorted,
    numberOf,
    from: ends,
    to: packed.targets,
    place: packed.links.map((edge) => at(place, edge)),
    down: { ...packed, links: ends.map((_, edge) => edge) },
    up: toAdjacency(sorted.length, packed.targets, ends),
  };
}
