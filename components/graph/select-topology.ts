import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findAround, type Side } from "#lib/graph/traversal.ts";
import type { IndexedTopology } from "#lib/layout/layout-engine.ts";
import { readTopology } from "#lib/layout/read-topology.ts";
import { keepTopology, toWholeTopology } from "#lib/layout/whole-topology.ts";

/** Takes what is laid out off a snapshot: everything, or a node with one side of it, or both. */
export function selectTopology(snapshot: Snapshot, focus: ObjectId | null, side: Side = "both"): IndexedTopology {
  const index = focus === null ? null : indexSnapshot(snapshot);
  if (focus === null || index?.nodes.has(focus) !== true) return toWholeTopology(snapshot);
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
  return keepTopology((snapshot) => selectTopology(snapshot, focus, side));
}
