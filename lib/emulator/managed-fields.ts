import { isRecord } from "./merge-patch.ts";

/** Who wrote, by which call and when: what an entry of `metadata.managedFields` is keyed by, and its time. */
export interface FieldWriter {
  readonly manager: string;
  readonly apiVersion: string;
  /** RFC 3339. */
  readonly time: string;
  readonly subresource?: "status";
}

/**
 * Enters a write into `metadata.managedFields`: the writer's own entry grows by the fields of the patch, or a new one is
 * appended. Unlike the API server it takes no field away from other managers.
 */
export function recordWriter(managedFields: unknown, writer: FieldWriter, patch: object): readonly unknown[] {
  const entries = Array.isArray(managedFields) ? managedFields : [];
  const own = entries.findIndex((entry) => isRecord(entry) && isEntryOf(entry, writer));
  const before = isRecord(entries[own]) ? entries[own]["fieldsV1"] : undefined;
  const entry = {
    manager: writer.manager,
    operation: "Update",
    apiVersion: writer.apiVersion,
    time: writer.time,
    fieldsType: "FieldsV1",
    fieldsV1: toFieldSet(patch, isRecord(before) ? before : {}),
    ...(writer.subresource === undefined ? {} : { subresource: writer.subresource }),
  };
  return own < 0 ? [...entries, entry] : entries.with(own, entry);
}

function isEntryOf(entry: Record<string, unknown>, writer: FieldWriter): boolean {
  return (
    entry["manager"] === writer.manager &&
    entry["operation"] === "Update" &&
    entry["apiVersion"] === writer.apiVersion &&
    entry["subresource"] === writer.subresource
  );
}

/** FieldsV1 of the fields that a patch sets, on top of those already held; identity is nobody's to own. */
function toFieldSet(patch: object, held: Record<string, unknown>): Record<string, unknown> {
  const set = { ...held };
  for (const [key, value] of Object.entries(patch)) {
    if (IDENTITY.has(key) || value === null) continue;
    const inner = set[`f:${key}`];
    set[`f:${key}`] = isRecord(value) ? toFieldSet(value, isRecord(inner) ? inner : {}) : {};
  }
  return set;
}

const IDENTITY = new Set(["apiVersion", "kind", "name", "namespace", "uid", "resourceVersion", "managedFields"]);
