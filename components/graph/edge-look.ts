import type { ObjectId } from "#lib/flux/object-id.ts";
import type { EdgeState, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

/** How an edge is drawn: by its state, but those that make up a cycle alike. */
export type EdgeLook = EdgeState | "cycle";

/** Tells the look of an edge; null when there is none any more. */
export function toEdgeLook(snapshot: Snapshot, from: ObjectId, to: ObjectId): EdgeLook | null {
  const index = indexSnapshot(snapshot);
  const edge = index.dependencies.get(to)?.find((edge) => edge.from === from);
  if (edge === undefined) return null;
  if (edge.state === "missing" || index.nodes.get(to)?.inCycle !== true) return edge.state;
  const isInside = snapshot.cycles.some(({ nodes }) => nodes.includes(from) && nodes.includes(to));
  return isInside ? "cycle" : edge.state;
}
