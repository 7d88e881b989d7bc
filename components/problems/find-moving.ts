import type { GraphNode } from "#lib/graph/model.ts";

/** Finds what is in progress, the longest at its step first; what has not begun stands last. */
export function findMoving(nodes: readonly GraphNode[]): readonly GraphNode[] {
  return nodes
    .filter(isMoving)
    .map((node) => ({ node, since: Date.parse(node.activity?.since ?? "") || Number.POSITIVE_INFINITY }))
    .sort((a, b) => (a.since === b.since ? 0 : a.since - b.since))
    .map(({ node }) => node);
}

/** Whether a node is in progress. */
export function isMoving({ state }: GraphNode): boolean {
  return state === "progressing";
}
