import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { isRecord } from "./merge-patch.ts";
import { hasStatusSubresource } from "./object-meta.ts";
import { StoreError, toConflict, toQualified } from "./store-error.ts";

const MODIFIED_MEANWHILE =
  "the object has been modified; please apply your changes to the latest version and try again";

/**
 * Holds the version that patched metadata names against the present one.
 * @throws StoreError Conflict where they differ; Invalid where a custom resource's patch takes the version away.
 */
export function checkVersion(kind: ApiKind, current: RawObject, patched: unknown): void {
  const { name, resourceVersion } = current.metadata;
  const expected = isRecord(patched) ? patched["resourceVersion"] : undefined;
  if (expected === resourceVersion) return;
  if (expected !== undefined && expected !== "") throw toConflict(kind, name, MODIFIED_MEANWHILE);
  // Core kinds allow an update without a version; custom resources do not.
  if (!hasStatusSubresource(kind)) return;
  const field = "metadata.resourceVersion";
  const message = "Invalid value: 0x0: must be specified for an update";
  const text = `${toQualified(kind)} "${name}" is invalid: ${field}: ${message}`;
  throw new StoreError(422, "Invalid", text, [{ reason: "FieldValueInvalid", message, field }]);
}

export interface Preconditions {
  readonly uid?: string;
  readonly resourceVersion?: string;
}

/**
 * Checks the preconditions of a deletion.
 * @throws StoreError Conflict.
 */
export function checkPreconditions(kind: ApiKind, current: RawObject, { uid, resourceVersion }: Preconditions): void {
  const { metadata } = current;
  const failed =
    uid !== undefined && uid !== metadata.uid
      ? `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${metadata.uid}`
      : resourceVersion !== undefined && resourceVersion !== metadata.resourceVersion
        ? `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${metadata.resourceVersion}`
        : null;
  if (failed !== null) throw toConflict(kind, metadata.name, failed);
}
