import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { toWorstFirst } from "./sort-nodes.ts";

/**
 * Finds the nodes that a text is most likely to mean, best first: by name, then by namespace, then by letters in order;
 * what fits equally well comes worst first.
 */
export function searchNodes(
  { nodes, problems }: Pick<Snapshot, "nodes" | "problems">,
  text: string,
  limit: number,
): readonly GraphNode[] {
  const compareWorst = toWorstFirst(problems);
  const wanted = text.trim().toLowerCase();
  return nodes
    .map((node) => ({ node, rank: toRank(node, wanted) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => Number(a.rank) - Number(b.rank) || compareWorst(a.node, b.node))
    .slice(0, limit)
    .map(({ node }) => node);
}

/** How far a node is from what is wanted; null for not at all. */
function toRank({ name, namespace }: GraphNode, wanted: string): number | null {
  const lowerName = name.toLowerCase();
  if (wanted === "") return 0;
  if (lowerName === wanted) return 0;
  if (lowerName.startsWith(wanted)) return 1;
  if (lowerName.includes(wanted)) return 2;
  const whole = `${namespace}/${name}`.toLowerCase();
  if (whole.includes(wanted) || wanted.split(/[\s/]+/).every((word) => whole.includes(word))) return 3;
  return hasLettersInOrder(lowerName, wanted) ? 4 : null;
}

function hasLettersInOrder(text: string, wanted: string): boolean {
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at === -1) return false;
  }
  return true;
}
