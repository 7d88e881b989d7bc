import type { ApiKind } from "#lib/flux/kinds.ts";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";

/**
 * Takes a value for an object of a kind: with the `kind` and `apiVersion` that items of a list lack, and without
 * managedFields, which nobody reads. Null when it has no name.
 */
export function toObject(kind: ApiKind, value: unknown): RawObject | null {
  const object = parseRawObject(value);
  if (object === null) return null;
  const { managedFields: _, ...metadata } = object.metadata;
  return {
    ...object,
    apiVersion: toApiVersion(kind),
    kind: kind.kind,
    metadata: { ...metadata, name: object.metadata.name },
  };
}

/** The key of an object among those of its kind: `namespace/name`. */
export function toObjectKey({ metadata }: RawObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}

/** Group and version as an object's `apiVersion` has them. */
export function toApiVersion({ group, version }: ApiKind): string {
  return group === "" ? version : `${group}/${version}`;
}
