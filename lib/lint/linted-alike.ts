import type { RawObject } from "#lib/flux/metadata.ts";
import { isEqual } from "#lib/graph/equal.ts";
import { readKustomization } from "#lib/graph/read-objects.ts";
import { readInventoryIds } from "./applied-objects.ts";

/**
 * Whether two versions of a Kustomization are the same to every rule: the same spec (the API server counts its
 * generations), labels, annotations and inventory. A status that moves on is no difference.
 */
export function isLintedAlike(before: RawObject, after: RawObject): boolean {
  if (before === after) return true;
  const [old, now] = [before.metadata, after.metadata];
  return (
    typeof now["generation"] === "number" &&
    old["generation"] === now["generation"] &&
    old.name === now.name &&
    old.namespace === now.namespace &&
    old.uid === now.uid &&
    old["deletionTimestamp"] === now["deletionTimestamp"] &&
    isEqual(old["labels"], now["labels"]) &&
    isEqual(old["annotations"], now["annotations"]) &&
    isEqual(readInventoryIds(before), readInventoryIds(after)) &&
    readKustomization(before).ok === readKustomization(after).ok
  );
}
