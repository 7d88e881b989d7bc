import { findReplacedPlaces } from "#lib/graph/replaced-places.ts";
import type { IndexedTopology, Topology } from "./layout-engine.ts";
import { readTopology } from "./read-topology.ts";

/** Of one snapshot it is the same object, whoever asks: by that is known what is being laid out already. */
const wholes = new WeakMap<Topology, IndexedTopology>();

/** Takes what is laid out off a snapshot: everything. */
export function toWholeTopology(snapshot: Topology): IndexedTopology {
  const whole = wholes.get(snapshot) ?? readTopology(snapshot);
  wholes.set(snapshot, whole);
  return whole;
}

/**
 * Makes a selector that takes the topology off a snapshot and gives the same object for as long as that is the same,
 * whatever becomes of the states.
 */
export function keepTopology<Snapshot extends Topology>(
  select: (snapshot: Snapshot) => IndexedTopology,
): (snapshot: Snapshot) => IndexedTopology {
  let last: { readonly snapshot: Snapshot; readonly topology: IndexedTopology } | null = null;
  return (snapshot) => {
    const known = last !== null && isSameTopology(last.snapshot, snapshot) ? last.topology : null;
    const topology = known ?? select(snapshot);
    last = { snapshot, topology };
    return topology;
  };
}

/** A patch keeps the objects of what it does not change, so that hardly any two have to be looked into. */
function isSameTopology(a: Topology, b: Topology): boolean {
  return (
    isSameList(a.nodes, b.nodes, (one, other) => one.id === other.id && one.wave === other.wave) &&
    isSameList(a.edges, b.edges, (one, other) => one.from === other.from && one.to === other.to)
  );
}

function isSameList<Item>(a: readonly Item[], b: readonly Item[], isSame: (a: Item, b: Item) => boolean): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  const isSameAt = (at: number) => {
    const [one, other] = [a[at], b[at]];
    return one === other || (one !== undefined && other !== undefined && isSame(one, other));
  };
  return findReplacedPlaces(a, b)?.every(isSameAt) ?? a.every((_, at) => isSameAt(at));
}
