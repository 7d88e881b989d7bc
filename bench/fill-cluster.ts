import type { ApiClient } from "#e2e/control-plane/api-client.ts";
import { toNamespace } from "#e2e/control-plane/grant-permissions.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

const AT_ONCE = 12;

/** Creates Kustomizations with their namespaces and statuses in a real cluster. */
export async function fillCluster(client: ApiClient, fleet: readonly RawObject[]): Promise<void> {
  const namespaces = new Set(fleet.map(({ metadata }) => metadata.namespace ?? ""));
  for (const namespace of namespaces) await client.post("/api/v1/namespaces", toNamespace(namespace));
  await forEachAtOnce(fleet, AT_ONCE, async (object) => {
    const { name, namespace = "" } = object.metadata;
    await client.create(KUSTOMIZATION, object);
    await client.mergePatch(KUSTOMIZATION, namespace, name, { status: object["status"] }, "status");
  });
}

/** Works on all items, so many at once. */
export async function forEachAtOnce<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = items.values();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
