import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { findReplacedPlaces } from "#lib/graph/replaced-places.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findAround, type Side } from "#lib/graph/traversal.ts";
import type { IndexedTopology } from "#lib/layout/layout-engine.ts";
import { readTopology } from "#lib/layout/read-topology.ts";

/** Of one snapshot it is the same object, whoever asks: by that is known what is being laid out already. */
const wholes = new WeakMap<Snapshot, IndexedTopology>();

/** Takes what is laid out off a snapshot: everything, or a node with one side of it, or both. */
export function selectTopology(snapshot: Snapshot, focus: ObjectId | null, side: Side = "both"): IndexedTopology {
  const index = focus === null ? null : indexSnapshot(snapshot);
  if (focus === null || index?.nodes.has(focus) !== true) {
    const whole = wholes.get(snapshot) ?? readTopology(snapshot);
    wholes.set(snapshot, whole);
    return whole;
  }
  const kept = findAround(index, focus, side);
  return readTopology({
    nodes: snapshot.nodes.filter(({ id }) => kept.has(id)),
    edges: snapshot.edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  });
}

/** Makes a selector that gives the same object for as long as the topology is the same, whatever becomes of the states. */
export function createTopologySelector(
  focus: ObjectId | null,
  side: Side = "both",
): (snapshot: Snapshot) => IndexedTopology {
  let last: { readonly snapshot: Snapshot; readonly topology: IndexedTopology } | null = null;
  return (snapshot) => {
    if (last === null || !isSameTopology(last.snapshot, snapshot))
      last = { snapshot, topology: selectTopology(snapshot, focus, side) };
    else last = { snapshot, topology: last.topology };
    return last.topology;
  };
}

/** A patch keeps the objects of what it does not change, so that hardly any two have to be looked into. */
function isSameTopology(a: Snapshot, b: Snapshot): boolean {
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
