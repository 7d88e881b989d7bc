import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toBadRequest } from "./status-error.ts";

/** `path=value`, `path==value` or `path!=value`; all terms of a selector must hold. */
export interface FieldTerm {
  readonly path: string;
  readonly value: string;
  readonly negated: boolean;
}

const COMMON_FIELDS = ["metadata.name", "metadata.namespace"];
const EVENT_FIELDS = [
  "involvedObject.kind",
  "involvedObject.namespace",
  "involvedObject.name",
  "involvedObject.uid",
  "involvedObject.apiVersion",
  "involvedObject.resourceVersion",
  "involvedObject.fieldPath",
  "reason",
  "reportingComponent",
  "type",
];

/**
 * Reads a `fieldSelector`. Custom resources can be selected by name and namespace alone, events by what they are about as well.
 * @throws StatusError BadRequest when it is not understood or names another field.
 */
export function parseFieldSelector(text: string, kind: ApiKind): readonly FieldTerm[] {
  const fields = kind.group === "" && kind.kind === "Event" ? [...COMMON_FIELDS, ...EVENT_FIELDS] : COMMON_FIELDS;
  return text
    .split(",")
    .filter((part) => part !== "")
    .map((part) => {
      const [, path, operator, value] = /^([^=!]*)(!=|==|=)(.*)$/s.exec(part) ?? [];
      if (path === undefined || value === undefined) {
        throw toBadRequest(`invalid selector: '${text}'; can't understand '${part}'`);
      }
      if (!fields.includes(path)) throw toBadRequest(`field label not supported: ${path}`);
      return { path, value: value.replace(/\\([\\,=])/g, "$1"), negated: operator === "!=" };
    });
}

/** Whether an object has the fields that a selector asks for; an absent field is the empty text. */
export function matchesFields(object: RawObject, terms: readonly FieldTerm[]): boolean {
  return terms.every(({ path, value, negated }) => (findField(object, path) === value) !== negated);
}

/** The only value that a field may have under a selector, or null when it is not pinned. */
export function findExactField(terms: readonly FieldTerm[], path: string): string | null {
  return terms.find((term) => term.path === path && !term.negated)?.value ?? null;
}

function findField(object: RawObject, path: string): string {
  let value: unknown = object;
  for (const key of path.split(".")) value = isRecord(value) ? value[key] : undefined;
  return typeof value === "string" ? value : "";
}
