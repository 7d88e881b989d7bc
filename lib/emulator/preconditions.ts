import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { hasStatusSubresource } from "./object-meta.ts";
import { toUnforeseen } from "./status-error.ts";
import { toConflict, toInvalid } from "./store-error.ts";

const MODIFIED_MEANWHILE =
  "the object has been modified; please apply your changes to the latest version and try again";

/**
 * Holds the version that patched metadata names against the present one.
 * @throws StoreError Conflict where they differ; Invalid where a custom resource's patch takes the version away; a StatusError 500
 * where it is no number.
 */
export function checkVersion(kind: ApiKind, current: RawObject, patched: unknown): void {
  const { group, plural } = kind;
  const { name, resourceVersion } = current.metadata;
  const expected = isRecord(patched) ? patched["resourceVersion"] : undefined;
  if (expected === resourceVersion) return;
  if (typeof expected === "string" && /\D/.test(expected)) {
    throw toUnforeseen(`strconv.ParseUint: parsing ${JSON.stringify(expected)}: invalid syntax`);
  }
  if (expected !== undefined && expected !== "") throw toConflict(group, plural, name, MODIFIED_MEANWHILE);
  // Core kinds allow an update without a version; custom resources do not.
  if (!hasStatusSubresource(kind)) return;
  const message = "Invalid value: 0: must be specified for an update";
  throw toInvalid(group, plural, name, [{ reason: "FieldValueInvalid", message, field: "metadata.resourceVersion" }]);
}

export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/**
 * Checks the preconditions of a deletion.
 * @throws StoreError Conflict.
 */
export function checkPreconditions(kind: ApiKind, { metadata }: RawObject, expected: Preconditions): void {
  const { uid, resourceVersion } = expected;
  if (uid !== undefined && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid}). The object might have been deleted and then recreated`;
    throw toConflict(kind.group, kind.kind, metadata.name, why);
  }
  if (resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion) {
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record (${metadata.resourceVersion}). The object might have been modified`;
    throw toConflict(kind.group, kind.kind, metadata.name, why);
  }
}
