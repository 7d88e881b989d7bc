import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findAround, type Side } from "#lib/graph/traversal.ts";
import type { Topology } from "#lib/layout/layout-engine.ts";

/** Takes what is laid out off a snapshot: everything, or a node with one side of it, or both. */
export function selectTopology(snapshot: Snapshot, focus: ObjectId | null, side: Side = "both"): Topology {
  const index = indexSnapshot(snapshot);
  const nodes = snapshot.nodes.map(({ id, wave }) => ({ id, wave }));
  const edges = snapshot.edges.map(({ from, to }) => ({ from, to }));
  if (focus === null || !index.nodes.has(focus)) return { nodes, edges };
  const kept = findAround(index, focus, side);
  return {
    nodes: nodes.filter(({ id }) => kept.has(id)),
    edges: edges.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}

/** Makes a selector that gives the same object for as long as the topology is the same, whatever becomes of the states. */
export function createTopologySelector(focus: ObjectId | null, side: Side = "both"): (snapshot: Snapshot) => Topology {
  let last: Topology | null = null;
  return (snapshot) => {
    const next = selectTopology(snapshot, focus, side);
    if (last === null || !isSameTopology(last, next)) last = next;
    return last;
  };
}

function isSameTopology(a: Topology, b: Topology): boolean {
  return (
    a.nodes.length === b.nodes.length &&
    a.edges.length === b.edges.length &&
    a.nodes.every(({ id, wave }, at) => id === b.nodes[at]?.id && wave === b.nodes[at]?.wave) &&
    a.edges.every(({ from, to }, at) => from === b.edges[at]?.from && to === b.edges[at]?.to)
  );
}
