import type { ApiKind } from "#lib/flux/kinds.ts";
import type { FieldError } from "./object-meta.ts";

/** A refused call: NotFound 404, AlreadyExists 409, Conflict 409, Invalid 422, in the API server's words. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  readonly status: number;
  readonly reason: string;
  readonly causes: readonly FieldError[];

  constructor(status: number, reason: string, message: string, causes: readonly FieldError[] = []) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.causes = causes;
  }
}

/** A resource as errors name it: `kustomizations.kustomize.toolkit.fluxcd.io`, `events`. */
export function toQualified(kind: ApiKind): string {
  return kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
}

/** Nothing has that name. */
export function toNotFound(kind: ApiKind, name: string): StoreError {
  return new StoreError(404, "NotFound", `${toQualified(kind)} "${name}" not found`);
}

/** Something has that name already. */
export function toAlreadyExists(kind: ApiKind, name: string): StoreError {
  return new StoreError(409, "AlreadyExists", `${toQualified(kind)} "${name}" already exists`);
}

/** A precondition does not hold. */
export function toConflict(kind: ApiKind, name: string, why: string): StoreError {
  const message = `Operation cannot be fulfilled on ${toQualified(kind)} "${name}": ${why}`;
  return new StoreError(409, "Conflict", message);
}

/** Fields that are not as they must be; more than one are told as a list. */
export function toInvalid(kind: ApiKind, name: string, errors: readonly FieldError[]): StoreError {
  const texts = errors.map(({ field, message }) => `${field}: ${message}`);
  const text = texts.length === 1 ? texts[0] : `[${texts.join(", ")}]`;
  const qualified = kind.group === "" ? kind.kind : `${kind.kind}.${kind.group}`;
  return new StoreError(422, "Invalid", `${qualified} "${name}" is invalid: ${text}`, errors);
}
