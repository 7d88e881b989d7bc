import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { hasStatusSubresource, keepServerFields, toApiVersion, withDefaultStatus } from "./object-meta.ts";

/** Gives what is stored of a patched object: the status by its subresource alone, and nothing that is the server's. */
export function toPatched(
  kind: ApiKind,
  current: RawObject,
  patched: object,
  subresource: "status" | undefined,
): RawObject {
  const { status: _, ...withoutStatus }: Record<string, unknown> = { ...patched };
  if (subresource === "status") {
    const { status: __, ...kept } = current;
    const status = "status" in patched ? { status: patched.status } : {};
    return withDefaultStatus(kind, { ...kept, ...status });
  }
  const kept = hasStatusSubresource(kind) && "status" in current ? { status: current["status"] } : {};
  const metadata = keepServerFields(current.metadata, withoutStatus["metadata"]);
  return { ...withoutStatus, ...kept, apiVersion: toApiVersion(kind), kind: kind.kind, metadata };
}

/** The object with its generation counted up. */
export function withNextGeneration(object: RawObject): RawObject {
  const { generation } = object.metadata;
  const next = typeof generation === "number" ? generation + 1 : 1;
  return { ...object, metadata: { ...object.metadata, generation: next } };
}
