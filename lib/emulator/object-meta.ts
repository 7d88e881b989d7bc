import { isDeepStrictEqual } from "node:util";
import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import { isKubernetesName, LONGEST_NAME } from "#lib/flux/kubernetes-name.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

/** What is wrong with one field, as it stands in `details.causes` of a Status. */
export interface FieldError {
  readonly reason:
    | "FieldValueInvalid"
    | "FieldValueRequired"
    | "FieldValueForbidden"
    | "FieldValueNotSupported"
    | "FieldValueTooLong";
  readonly message: string;
  readonly field: string;
}

/** Kinds whose CRD gives a new object `status: {observedGeneration: -1}`: all of Flux's here but ExternalArtifact. */
const KINDS_WITH_DEFAULT_STATUS = new Set(["Kustomization", "GitRepository", "OCIRepository", "Bucket"]);

/** Whether a kind has a `/status` of its own and counts generations: every custom resource here, and no core kind. */
export function hasStatusSubresource(kind: ApiKind): boolean {
  return kind.group !== "";
}

/** `apiVersion` of a kind: `v1`, `kustomize.toolkit.fluxcd.io/v1`. */
export function toApiVersion(kind: ApiKind): string {
  return kind.group === "" ? kind.version : `${kind.group}/${kind.version}`;
}

/** Milliseconds since the epoch as metav1.Time writes them: RFC 3339 in UTC, whole seconds. */
export function toTimestamp(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, "Z");
}

/** Fills in the status that the CRD gives where there is none. */
export function withDefaultStatus(kind: ApiKind, object: RawObject): RawObject {
  if (!KINDS_WITH_DEFAULT_STATUS.has(kind.kind) || isRecord(object["status"])) return object;
  return { ...object, status: { observedGeneration: -1 } };
}

/** Makes the object that is stored out of the one that was sent: metadata that only the server may set is the server's. */
export function buildNewObject(
  kind: ApiKind,
  sent: RawObject,
  system: { readonly uid: string; readonly name: string; readonly creationTimestamp: string },
): RawObject {
  const { deletionTimestamp: _, deletionGracePeriodSeconds: __, resourceVersion: ___, ...metadata } = sent.metadata;
  const counted = hasStatusSubresource(kind) ? { generation: 1 } : {};
  return withDefaultStatus(kind, {
    ...sent,
    apiVersion: toApiVersion(kind),
    kind: kind.kind,
    metadata: { ...metadata, ...system, ...counted },
  });
}

const SERVER_FIELDS = [
  "creationTimestamp",
  "deletionGracePeriodSeconds",
  "deletionTimestamp",
  "generation",
  "name",
  "namespace",
  "resourceVersion",
  "uid",
] as const;

/** Gives patched metadata with what only the server may set as it was. */
export function keepServerFields(current: RawObject["metadata"], patched: unknown): RawObject["metadata"] {
  const kept: Record<string, unknown> = isRecord(patched) ? { ...patched } : {};
  for (const field of SERVER_FIELDS) {
    if (current[field] === undefined) delete kept[field];
    else kept[field] = current[field];
  }
  return { ...kept, name: current.name };
}

/** Whether anything but metadata and status differs: what a custom resource's generation counts. */
export function isSpecChanged(before: RawObject, after: RawObject): boolean {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  for (const key of ["apiVersion", "kind", "metadata", "status"]) keys.delete(key);
  return [...keys].some((key) => !isDeepStrictEqual(before[key], after[key]));
}

/** Finalizers that an object holds; it is deleted for good when the last is taken away. */
export function findFinalizers(object: RawObject): readonly string[] {
  const finalizers = object.metadata["finalizers"];
  return Array.isArray(finalizers) ? finalizers.filter((entry) => typeof entry === "string") : [];
}

/** Whether somebody asked to delete the object. */
export function isTerminating(object: RawObject): boolean {
  return object.metadata["deletionTimestamp"] !== undefined;
}

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";

/** Checks the name of a new object (RFC 1123 subdomain, at most 253 characters). */
export function findNameErrors(name: string): readonly FieldError[] {
  const field = "metadata.name";
  if (name === "") {
    const message = "Required value: name or generateName is required";
    return [{ reason: "FieldValueRequired", message, field }];
  }
  const rule =
    name.length > LONGEST_NAME ? "must be no more than 253 characters" : isKubernetesName(name) ? null : SUBDOMAIN_RULE;
  return rule === null ? [] : [toInvalid(field, name, rule)];
}

/** Checks what an update may not do: change uid or deletionTimestamp, or add a finalizer to what is being deleted. */
export function findUpdateErrors(current: RawObject, next: RawObject, patched: unknown): readonly FieldError[] {
  const errors: FieldError[] = [];
  const added = findFinalizers(next).filter((finalizer) => !findFinalizers(current).includes(finalizer));
  if (isTerminating(current) && added.length > 0) {
    const message = `Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map((name) => JSON.stringify(name)).join(", ")}}`;
    errors.push({ reason: "FieldValueForbidden", message, field: "metadata.finalizers" });
  }
  const { uid, deletionTimestamp } = isRecord(patched) ? patched : {};
  if (typeof uid === "string" && uid !== "" && uid !== current.metadata.uid) {
    errors.push(toInvalid("metadata.uid", uid, "field is immutable"));
  }
  if (typeof deletionTimestamp === "string" && deletionTimestamp !== current.metadata["deletionTimestamp"]) {
    errors.push(toInvalid("metadata.deletionTimestamp", deletionTimestamp, "field is immutable"));
  }
  return errors;
}

function toInvalid(field: string, value: string, rule: string): FieldError {
  return { reason: "FieldValueInvalid", message: `Invalid value: ${JSON.stringify(value)}: ${rule}`, field };
}
