import type { ObjectId } from "#lib/flux/object-id.ts";
import { isGroupId } from "#lib/graph/grouping.ts";
import type { EdgeState, NodeState, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

/**
 * How an edge is drawn: by its state, but those that make up a cycle alike, and apart from those that hold something up
 * those that only would: what comes after them has nothing to do at the moment.
 */
export type EdgeLook = EdgeState | "cycle" | "would-block";

/** Tells the look of an edge; null when there is none any more. */
export function toEdgeLook(snapshot: Snapshot, from: ObjectId, to: ObjectId): EdgeLook | null {
  const index = indexSnapshot(snapshot);
  const edge = index.dependencies.get(to)?.find((edge) => edge.from === from);
  if (edge === undefined) return null;
  const dependent = index.nodes.get(to);
  const isInside =
    edge.state !== "missing" &&
    dependent?.inCycle === true &&
    snapshot.cycles.some(({ nodes }) => nodes.includes(from) && nodes.includes(to));
  if (isInside) return "cycle";
  return edge.state === "blocking" && !mayWait(to, dependent?.state) ? "would-block" : edge.state;
}

/** Whether a node waits for what blocks it; of a group nobody knows which of its members do. */
export function mayWait(id: ObjectId | null, state: NodeState | null | undefined): boolean {
  return state === "blocked" || (id !== null && isGroupId(id));
}
