import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findBetween, findDownstream, findUpstream } from "#lib/graph/traversal.ts";

/** Which nodes stand out: all as usual (null), or these with the rest faded; `path` leads from the causes to the selected. */
export interface Emphasis {
  readonly kept: ReadonlySet<ObjectId> | null;
  readonly path: ReadonlySet<ObjectId>;
}

/** What emphasis is found from. */
export interface EmphasisInput {
  readonly index: SnapshotIndex;
  readonly hovered: ObjectId | null;
  readonly selected: ObjectId | null;
  /** What the filters let pass; null when nothing is filtered. */
  readonly visible: ReadonlySet<ObjectId> | null;
}

const NO_PATH: ReadonlySet<ObjectId> = new Set();

/** Finds what stays when a node is hovered or selected: its upstream and downstream, within what the filters show. */
export function findEmphasis({ index, hovered, selected, visible }: EmphasisInput): Emphasis {
  const known = (id: ObjectId | null) => (id !== null && index.nodes.has(id) ? id : null);
  const chosen = known(selected);
  const centre = known(hovered) ?? chosen;
  if (centre === null) return { kept: visible, path: NO_PATH };
  const around = new Set([centre, ...findUpstream(index, centre), ...findDownstream(index, centre)]);
  const path = chosen === null ? NO_PATH : findCausePath(index, chosen);
  for (const id of path) around.add(id);
  return { kept: around, path };
}

/** Finds the nodes on the ways from the root causes of a node to it, over what holds it up. */
export function findCausePath(index: SnapshotIndex, id: ObjectId): ReadonlySet<ObjectId> {
  const causes = index.nodes.get(id)?.causes ?? [];
  const starts = causes.flatMap(({ nodes }) => nodes);
  return findBetween(index, starts, id, isHolding);
}

/** Whether an edge holds its dependent up. */
export function isHolding({ state }: GraphEdge): boolean {
  return state === "blocking" || state === "missing";
}

/** How one node is drawn. */
export type NodeEmphasis = "usual" | "kept" | "path" | "faded";

export function toNodeEmphasis({ kept, path }: Emphasis, id: ObjectId): NodeEmphasis {
  if (path.has(id)) return "path";
  if (kept === null) return "usual";
  return kept.has(id) ? "kept" : "faded";
}

/** How one edge is drawn: on the path, kept when both ends are, else faded. */
export function toEdgeEmphasis(
  { kept, path }: Emphasis,
  edge: Pick<GraphEdge, "from" | "to">,
  holds: boolean,
): NodeEmphasis {
  if (holds && path.has(edge.from) && path.has(edge.to)) return "path";
  if (kept === null) return "usual";
  return kept.has(edge.from) && kept.has(edge.to) ? "kept" : "faded";
}
