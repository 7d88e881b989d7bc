import { type InventoryEntry, parseInventoryId } from "#lib/flux/inventory.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

/** An object that a Kustomization applies. */
export interface AppliedObject extends Pick<InventoryEntry, "group" | "kind" | "namespace" | "name"> {
  /** Whether it is marked never to be pruned; only manifests tell. */
  readonly kept?: boolean;
}

const inventories = new WeakMap<RawObject, readonly AppliedObject[] | null>();

/** Reads what a Kustomization has applied off its inventory, once per object; null when it has none yet. */
export function readInventory(raw: RawObject): readonly AppliedObject[] | null {
  const known = inventories.get(raw);
  if (known !== undefined) return known;
  const ids = readInventoryIds(raw);
  const inventory = ids === null ? null : ids.flatMap((id) => parseInventoryId(id) ?? []);
  inventories.set(raw, inventory);
  return inventory;
}

/** Gives the ids of `status.inventory` as they stand there; null when there is no inventory. */
export function readInventoryIds(raw: RawObject): readonly string[] | null {
  const entries = readField(readField(raw["status"], "inventory"), "entries");
  if (!Array.isArray(entries)) return null;
  return entries.flatMap((entry) => {
    const id = readField(entry, "id");
    return typeof id === "string" ? [id] : [];
  });
}

/** Names an applied object; equal objects have equal names. */
export function toAppliedKey({ group, kind, namespace, name }: AppliedObject): string {
  return `${group}/${kind}/${namespace}/${name}`;
}

function readField(value: unknown, field: string): unknown {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>)[field] : undefined;
}
