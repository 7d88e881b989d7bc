import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { findMeant } from "#lib/lint/edit-distance.ts";
import { UsageError } from "./usage-error.ts";

/** An object as a person would type it: `namespace/name`, and with its kind where it is no Kustomization. */
export function toShortName(id: ObjectId): string {
  const parts = parseObjectId(id);
  if (parts === null) return id;
  const name = `${parts.namespace}/${parts.name}`;
  return parts.kind === "Kustomization" ? name : `${parts.kind} ${name}`;
}

/** Names some of many, and says how many more there are. */
export function joinSome(ids: readonly ObjectId[], most: number): string {
  const names = ids.slice(0, most).map(toShortName).join(", ");
  return ids.length > most ? `${names} and ${ids.length - most} more` : names;
}

/**
 * Finds the node that a name means: an id, `namespace/name`, or a name alone where only one has it. Throws a UsageError
 * that names those that it may mean, or the nearest.
 */
export function findNamed({ nodes }: Snapshot, text: string, namespace: string | null): ObjectId {
  const wanted = text.replace(/^(?:kustomizations?|ks)\//i, "");
  const [first = "", second, ...more] = wanted.split("/");
  const name = second ?? first;
  const within = second === undefined ? namespace : first;
  const found =
    more.length > 0
      ? nodes.filter(({ id }) => id === text)
      : nodes.filter((node) => node.name === name && (within === null || node.namespace === within));
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return only.id;
  if (only !== undefined) {
    const names = found.map(({ id }) => toShortName(id));
    throw new UsageError(`${text} may be ${names.join(" or ")}.`, `Say which, for example: headwater why ${names[0]}`);
  }
  throw new UsageError(
    `There is no Kustomization ${within === null ? name : `${within}/${name}`}.`,
    findHint(nodes, name, within),
  );
}

function findHint(nodes: Snapshot["nodes"], name: string, within: string | null): string {
  const elsewhere = nodes.filter((node) => node.name === name);
  if (elsewhere.length > 0) return `There is ${elsewhere.map(({ id }) => toShortName(id)).join(", ")}.`;
  const near = findMeant(
    name,
    new Set(nodes.filter((node) => within === null || node.namespace === within).map((node) => node.name)),
  );
  const meant = nodes.find((node) => node.name === near && (within === null || node.namespace === within));
  return meant === undefined ? "headwater graph lists those there are." : `Did you mean ${toShortName(meant.id)}?`;
}
