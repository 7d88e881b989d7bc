import { parseUnhealthyObjects } from "#lib/flux/health-message.ts";
import { type InventoryEntry, parseInventory } from "#lib/flux/inventory.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { GraphNode, WaitedObject } from "#lib/graph/model.ts";
import type { Present } from "#lib/graph/present.ts";

/** Says which objects a failed health check names; the inventory and `healthChecks` tell of which group they are. */
export function findWaitedObjects(node: GraphNode, present: Present | null): readonly WaitedObject[] {
  if (node.state !== "failed" || node.reason !== "HealthCheckFailed") return [];
  const unhealthy = parseUnhealthyObjects(node.message);
  if (unhealthy.length === 0 || present === null) return [];
  const groups = readGroups(present);
  return unhealthy.map((object) => ({ group: groups.get(toKey(object)) ?? null, ...object }));
}

const read = new WeakMap<RawObject, ReadonlyMap<string, string>>();

function readGroups({ raw, parsed }: Present): ReadonlyMap<string, string> {
  const known = read.get(raw);
  if (known !== undefined) return known;
  const groups = new Map(parseInventory(raw).map((entry) => [toKey(entry), entry.group]));
  for (const { apiVersion, kind, name, namespace } of parsed?.spec.healthChecks ?? []) {
    if (apiVersion === undefined) continue;
    const group = apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "";
    groups.set(toKey({ kind, namespace: namespace ?? "", name }), group);
  }
  read.set(raw, groups);
  return groups;
}

function toKey({ kind, namespace, name }: Pick<InventoryEntry, "kind" | "namespace" | "name">): string {
  return `${kind}/${namespace}/${name}`;
}
