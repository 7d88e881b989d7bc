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

/** An object and the ids of what it names, each once. */
export interface LinkSource {
  readonly id: ObjectId;
  readonly names: readonly ObjectId[];
}

/** Links, and the number of each object in the order in which they came. */
export interface NumberedLinks {
  readonly links: Links;
  readonly numbers: Int32Array;
}

/**
 * Numbers all ids in their order, those that are only named among them, and lists the edges by dependency, then
 * dependent. Of objects with one id the last counts. Linear but for the sorting of the ids.
 */
export function buildLinks(objects: readonly LinkSource[]): NumberedLinks {
  const known = new Map<ObjectId, number>();
  const ids: ObjectId[] = [];
  // Hashing an id costs more than all else that is done with it: each is looked up as seldom as can be.
  const find = (id: ObjectId): number => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, ids.length);
    return ids.push(id) - 1;
  };
  const own = new Int32Array(objects.length);
  objects.forEach(({ id }, index) => {
    own[index] = find(id);
  });
  const lastOf = new Int32Array(ids.length);
  for (let index = 0; index < own.length; index++) lastOf[at(own, index)] = index;
  const [from, to, place]: [number[], number[], number[]] = [[], [], []];
  objects.forEach(({ names }, index) => {
    const dependent = at(own, index);
    if (at(lastOf, dependent) !== index) return;
    names.forEach((name, nameIndex) => {
      from.push(find(name));
      to.push(dependent);
      place.push(nameIndex);
    });
  });
  // Without a comparison of ours texts are compared by code unit, as ids are everywhere, and sooner.
  const sorted = ids.toSorted();
  const rank = new Int32Array(ids.length);
  sorted.forEach((id, number) => {
    rank[known.get(id) ?? 0] = number;
  });
  ids.forEach((id, index) => {
    known.set(id, at(rank, index));
  });
  return { links: toLinks(sorted, known, toRanks(from, rank), toRanks(to, rank), place), numbers: toRanks(own, rank) };
}

function toRanks(numbers: ArrayLike<number>, rank: Int32Array): Int32Array {
  const ranks = new Int32Array(numbers.length);
  for (let index = 0; index < numbers.length; index++) ranks[index] = at(rank, numbers[index] ?? 0);
  return ranks;
}

/** Packs the edges twice: by dependent, and those then by dependency, so that both orders are the snapshot's. */
function toLinks(
  ids: readonly ObjectId[],
  numberOf: ReadonlyMap<ObjectId, number>,
  from: Int32Array,
  to: Int32Array,
  place: readonly number[],
): Links {
  const byDependent = toAdjacency(ids.length, to, from);
  const dependents = byDependent.links.map((edge) => at(to, edge));
  const byDependency = toAdjacency(ids.length, byDependent.targets, dependents);
  const ends = new Int32Array(from.length);
  for (let node = 0; node < ids.length; node++) {
    ends.fill(node, at(byDependency.starts, node), at(byDependency.starts, node + 1));
  }
  return {
    ids,
    numberOf,
    from: ends,
    to: byDependency.targets,
    place: byDependency.links.map((edge) => place[at(byDependent.links, edge)] ?? 0),
    down: { ...byDependency, links: ends.map((_, edge) => edge) },
    up: toAdjacency(ids.length, byDependency.targets, ends),
  };
}
