import { type ObjectId, type ObjectName, parseObjectId } from "#lib/flux/object-id.ts";

/** The parts of an id for showing; an id that has not the form of one stands as the name. */
export function toShortName(id: ObjectId): Pick<ObjectName, "kind" | "namespace" | "name"> {
  return parseObjectId(id) ?? { kind: "", namespace: "", name: id };
}

/** Joins names as a sentence does: `a`, `a and b`, `a, b and c`, `a, b and 4 more`. */
export function joinNames(names: readonly string[], most = 3): string {
  if (names.length <= 1) return names[0] ?? "";
  const shown = names.length > most ? names.slice(0, most - 1) : names.slice(0, -1);
  const last = names.length > most ? `${names.length - shown.length} more` : (names.at(-1) ?? "");
  return `${shown.join(", ")} and ${last}`;
}
