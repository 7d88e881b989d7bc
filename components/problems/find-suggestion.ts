import type { GraphNode } from "#lib/graph/model.ts";

type Named = Pick<GraphNode, "id" | "namespace" | "name" | "state">;

/**
 * Finds the Kustomization that a dangling name probably meant: the only one of that name elsewhere, else the only one
 * in the same namespace whose name is a letter or two away. Null when there is none, or more than one.
 */
export function findSuggestion<Node extends Named>(missing: Named, nodes: Iterable<Node>): Node | null {
  const there = [...nodes].filter((node) => node.state !== "missing" && node.state !== "hidden");
  const namesakes = there.filter((node) => node.name === missing.name && node.id !== missing.id);
  if (namesakes.length > 0) return toOnly(namesakes);
  const allowed = missing.name.length < 5 ? 1 : 2;
  const neighbours = there.filter((node) => node.namespace === missing.namespace);
  return toOnly(neighbours.filter((node) => isWithin(node.name, missing.name, allowed)));
}

function toOnly<Item>(items: readonly Item[]): Item | null {
  return items.length === 1 ? (items[0] ?? null) : null;
}

/** Whether one name becomes the other in at most so many insertions, deletions and substitutions (Levenshtein). */
function isWithin(from: string, to: string, allowed: number): boolean {
  if (Math.abs(from.length - to.length) > allowed) return false;
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const change = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return (row[to.length] ?? 0) <= allowed;
}
