import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";

/** Names a Kustomization in a sentence: `namespace/name`. */
export function toName(id: ObjectId): string {
  const parts = parseObjectId(id);
  return parts === null ? id : `${parts.namespace}/${parts.name}`;
}

/** Names a source in a sentence: `GitRepository namespace/name`. */
export function toSourceName(id: ObjectId): string {
  const parts = parseObjectId(id);
  return parts === null ? id : `${parts.kind} ${parts.namespace}/${parts.name}`;
}

/** Counts Kustomizations in words; `first` where they begin the sentence. */
export function countKustomizations(count: number, first = false): string {
  if (count === 1) return first ? "One Kustomization" : "one Kustomization";
  return `${count} Kustomizations`;
}

/** Cuts text that may be of any length for a sentence. */
export function shorten(text: string, most = 160): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
