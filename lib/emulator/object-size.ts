import { isRecord } from "#lib/flux/is-record.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { FieldError } from "./object-meta.ts";
import { toUnforeseen } from "./status-error.ts";

const ANNOTATIONS_LIMIT_BYTES = 256 * 1024;
const ETCD_LIMIT_BYTES = 1.5 * 1024 * 1024;

/** Checks that an object's annotations, names and values together, are not above 256 KiB. */
export function findSizeErrors({ metadata }: RawObject): readonly FieldError[] {
  const { annotations } = metadata as { readonly annotations?: unknown };
  if (!isRecord(annotations)) return [];
  const bytes = Object.entries(annotations).reduce((sum, entry) => sum + Buffer.byteLength(entry.join("")), 0);
  if (bytes <= ANNOTATIONS_LIMIT_BYTES) return [];
  const message = `Too long: may not be more than ${ANNOTATIONS_LIMIT_BYTES} bytes`;
  return [{ reason: "FieldValueTooLong", message, field: "metadata.annotations" }];
}

/**
 * Refuses what etcd would not take in one request.
 * @throws StatusError 500, as the API server passes it on.
 */
export function checkStoredSize(object: RawObject): void {
  if (JSON.stringify(object).length > ETCD_LIMIT_BYTES) throw toUnforeseen("etcdserver: request is too large");
}
