import { type ObjectId, parseObjectId, toObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, NearMiss } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** What a dangling name probably meant, as it is said and, where it is a node of the graph, where one goes. */
export interface Suggestion {
  readonly near: NearMiss;
  /** `data/redis`, or `the HelmRelease data/redis`. */
  readonly words: string;
  readonly id: ObjectId | null;
}

/** Finds what the name of a missing Kustomization probably meant: the likeliest of its near misses, null where none is near. */
export function findSuggestion(
  { id, nearMisses = [] }: Pick<GraphNode, "id" | "nearMisses">,
  { nodes }: Pick<SnapshotIndex, "nodes">,
): Suggestion | null {
  const [near] = nearMisses;
  if (near === undefined) return null;
  const { kind, namespace, name } = near;
  const known = toObjectId(kind, namespace, name, parseObjectId(id)?.cluster ?? null);
  const place = `${namespace}/${name}`;
  const words = kind === "Kustomization" ? place : `the ${kind} ${place}`;
  return { near, words, id: nodes.has(known) ? known : null };
}
