import type { ApiKind } from "#lib/flux/kinds.ts";
import type { FieldError } from "./object-meta.ts";
import { type StatusDetails, StatusError } from "./status-error.ts";

/** A refused call: NotFound 404, AlreadyExists 409, Conflict 409, Invalid 422, in the API server's words. */
export class StoreError extends StatusError {
  override readonly name = "StoreError";
}

/** A resource as errors name it: `kustomizations.kustomize.toolkit.fluxcd.io`, `events`. */
export function toQualified(group: string, resource: string): string {
  return group === "" ? resource : `${resource}.${group}`;
}

/** What a Status says of the object it is about; empty fields are left out, as Go does. */
export function toDetails(group: string, resource: string, name: string): StatusDetails {
  return {
    ...(name === "" ? {} : { name }),
    ...(group === "" ? {} : { group }),
    ...(resource === "" ? {} : { kind: resource }),
  };
}

/** Nothing has that name. */
export function toNotFound({ group, plural }: ApiKind, name: string): StoreError {
  const message = `${toQualified(group, plural)} "${name}" not found`;
  return new StoreError(404, "NotFound", message, toDetails(group, plural, name));
}

/** Something has that name already. */
export function toAlreadyExists({ group, plural }: ApiKind, name: string): StoreError {
  const message = `${toQualified(group, plural)} "${name}" already exists`;
  return new StoreError(409, "AlreadyExists", message, toDetails(group, plural, name));
}

/** A precondition does not hold. `resource` is the plural, or where the API server does so the kind. */
export function toConflict(group: string, resource: string, name: string, why: string): StoreError {
  const message = `Operation cannot be fulfilled on ${toQualified(group, resource)} "${name}": ${why}`;
  return new StoreError(409, "Conflict", message, toDetails(group, resource, name));
}

/** Fields that are not as they must be; more than one are told as a list. */
export function toInvalid(group: string, kind: string, name: string, errors: readonly FieldError[]): StoreError {
  const texts = [...new Set(errors.map(({ field, message }) => `${field}: ${message}`))];
  const text = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  const message = `${toQualified(group, kind)} "${name}" is invalid: ${text}`;
  return new StoreError(422, "Invalid", message, { ...toDetails(group, kind, name), causes: errors });
}
