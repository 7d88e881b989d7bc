import { isDeepStrictEqual } from "node:util";
import { isRecord } from "#lib/flux/is-record.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findPaths, parsePaths, toFieldsV1 } from "./field-paths.ts";

/** Who wrote, by which call and when: what an entry of `metadata.managedFields` is keyed by, and its time. */
export interface FieldWriter {
  readonly manager: string;
  readonly apiVersion: string;
  /** RFC 3339. */
  readonly time: string;
  readonly subresource?: "status";
}

/**
 * Gives the `metadata.managedFields` of an object after a write, as the API server keeps them for updates: what has changed is the
 * writer's and nobody else's, what has gone is nobody's. `before` is null for a new object.
 */
export function recordWriter(before: RawObject | null, after: RawObject, writer: FieldWriter): readonly unknown[] {
  const [old, present] = [before === null ? new Map<string, unknown>() : findPaths(before), findPaths(after)];
  const isTaken = (path: string) => !old.has(path) || !isDeepStrictEqual(old.get(path), present.get(path));
  const taken = new Set([...present.keys()].filter(isTaken));
  const managedFields = before?.metadata["managedFields"];
  const entries = (Array.isArray(managedFields) ? managedFields : []).filter(isRecord);
  const own = entries.find((entry) => isEntryOf(entry, writer));
  const others = entries
    .filter((entry) => entry !== own)
    .map((entry) => withPaths(entry, (path) => present.has(path) && !taken.has(path)));
  const remaining = own && withPaths(own, (path) => present.has(path));
  const written = taken.size === 0 ? remaining : toEntry(writer, [...taken, ...parsePaths(remaining?.["fieldsV1"])]);
  return [...others, ...(written === undefined ? [] : [written])]
    .filter((entry) => !isEmpty(entry))
    .toSorted(compareEntries);
}

function toEntry({ manager, apiVersion, time, subresource }: FieldWriter, paths: readonly string[]) {
  return {
    manager,
    operation: "Update",
    apiVersion,
    time,
    fieldsType: "FieldsV1",
    fieldsV1: toFieldsV1(paths),
    ...(subresource === undefined ? {} : { subresource }),
  };
}

/** The entry with those of its paths alone that are wanted. */
function withPaths(entry: Record<string, unknown>, isWanted: (path: string) => boolean): Record<string, unknown> {
  const held = [...parsePaths(entry["fieldsV1"])];
  return held.every(isWanted) ? entry : { ...entry, fieldsV1: toFieldsV1(held.filter(isWanted)) };
}

function isEntryOf(entry: Record<string, unknown>, writer: FieldWriter): boolean {
  return (
    entry["manager"] === writer.manager &&
    entry["operation"] === "Update" &&
    entry["apiVersion"] === writer.apiVersion &&
    entry["subresource"] === writer.subresource
  );
}

function isEmpty(entry: Record<string, unknown>): boolean {
  return !isRecord(entry["fieldsV1"]) || Object.keys(entry["fieldsV1"]).length === 0;
}

function compareEntries(a: Record<string, unknown>, b: Record<string, unknown>): number {
  for (const key of ["time", "manager", "subresource"]) {
    const [left, right] = [String(a[key] ?? ""), String(b[key] ?? "")];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}
