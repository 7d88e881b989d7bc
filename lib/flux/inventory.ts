import * as z from "zod";
import type { RawObject } from "./metadata.ts";
import { lenientList, text } from "./tolerant.ts";

/** An object that a Kustomization has applied and keeps. */
export interface InventoryEntry {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

const inventorySchema = z.object({
  status: z.object({
    inventory: z.object({ entries: lenientList(z.object({ id: z.string(), v: text })) }),
  }),
});

/** Reads `status.inventory` of a raw Kustomization; entries that are not understood are left out. */
export function parseInventory(raw: RawObject): readonly InventoryEntry[] {
  const parsed = inventorySchema.safeParse(raw);
  if (!parsed.success) return [];
  return parsed.data.status.inventory.entries.flatMap(({ id, v }) => {
    const object = parseInventoryId(id);
    return object === null ? [] : [{ ...object, version: v }];
  });
}

/**
 * Reads the id of an inventory entry, or gives null when it is none: `<namespace>_<name>_<group>_<kind>`; in the name,
 * RBAC's `:` is written `__` (cli-utils, object.ParseObjMetadata).
 */
export function parseInventoryId(id: string): Omit<InventoryEntry, "version"> | null {
  const first = id.indexOf("_");
  const last = id.lastIndexOf("_");
  const beforeGroup = id.lastIndexOf("_", last - 1);
  if (first < 0 || beforeGroup <= first) return null;
  return {
    namespace: id.slice(0, first),
    name: id.slice(first + 1, beforeGroup).replaceAll("__", ":"),
    group: id.slice(beforeGroup + 1, last),
    kind: id.slice(last + 1),
  };
}
