import { isRecord } from "#lib/flux/is-record.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

/** Identity, and what the server writes itself, are nobody's to own. */
const UNOWNED = new Set(["apiVersion", "kind", "metadata"]);
const OWNED_METADATA = ["annotations", "finalizers", "generateName", "labels", "ownerReferences"];
const SEPARATOR = "\0";

/**
 * Gives the fields of an object that somebody may own, by path in the segments of FieldsV1 (`f:spec`, `v:"…"`), with their values:
 * those of leaves, and `true` for maps, which are owned as such. Lists are owned whole, finalizers one by one.
 */
export function findPaths(object: RawObject): Map<string, unknown> {
  const paths = new Map<string, unknown>();
  for (const [key, value] of Object.entries(object)) {
    if (!UNOWNED.has(key)) addPaths(paths, [`f:${key}`], value);
  }
  for (const key of OWNED_METADATA) {
    const value = object.metadata[key];
    if (value !== undefined) addPaths(paths, ["f:metadata", `f:${key}`], value);
  }
  return paths;
}

function addPaths(paths: Map<string, unknown>, path: readonly string[], value: unknown): void {
  const isSet = path[1] === "f:finalizers" && Array.isArray(value);
  paths.set(path.join(SEPARATOR), isRecord(value) || isSet ? true : value);
  if (isSet) for (const entry of value) paths.set([...path, `v:${JSON.stringify(entry)}`].join(SEPARATOR), true);
  if (isRecord(value)) for (const [key, inner] of Object.entries(value)) addPaths(paths, [...path, `f:${key}`], inner);
}

/** Writes paths as FieldsV1: `.` stands for a map itself, and is left out where nothing in it is owned. */
export function toFieldsV1(paths: Iterable<string>): Record<string, unknown> {
  return toNode([...paths].map((path) => path.split(SEPARATOR)));
}

function toNode(paths: readonly (readonly string[])[]): Record<string, unknown> {
  const inner = Map.groupBy(
    paths.filter((path) => path.length > 0),
    ([first = ""]) => first,
  );
  if (inner.size === 0) return {};
  const entries = [...inner].map(([segment, found]) => [segment, toNode(found.map((path) => path.slice(1)))]);
  return { ...(paths.some((path) => path.length === 0) ? { ".": {} } : {}), ...Object.fromEntries(entries) };
}

/** Reads the paths of a FieldsV1; of something else none. */
export function parsePaths(fields: unknown): Set<string> {
  const paths = new Set<string>();
  const read = (node: unknown, path: readonly string[]): void => {
    if (!isRecord(node)) return;
    const segments = Object.keys(node);
    if (path.length > 0 && (segments.length === 0 || "." in node)) paths.add(path.join(SEPARATOR));
    for (const segment of segments) if (segment !== ".") read(node[segment], [...path, segment]);
  };
  read(fields, []);
  return paths;
}
