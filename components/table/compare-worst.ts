import type { ObjectId } from "#lib/flux/object-id.ts";
import { type GraphNode, NODE_STATES, type Snapshot } from "#lib/graph/model.ts";

const STATE_RANK = new Map(NODE_STATES.map((state, rank) => [state, rank]));

/**
 * Sorts nodes worst first: by state, then by the problem they belong to (the worst first), then in the order of the
 * rollout, then by name. The same nodes come in the same order, whatever order they are given in.
 */
export function sortWorstFirst(nodes: readonly GraphNode[], problems: Snapshot["problems"]): readonly GraphNode[] {
  const problemRank = new Map<ObjectId, number>();
  problems.forEach((problem, rank) => {
    for (const id of [...problem.nodes, ...problem.blocked]) if (!problemRank.has(id)) problemRank.set(id, rank);
  });
  const rankOf = (node: GraphNode) => problemRank.get(node.id) ?? problems.length;
  return nodes.toSorted(
    (a, b) =>
      toStateRank(a) - toStateRank(b) ||
      rankOf(a) - rankOf(b) ||
      a.wave - b.wave ||
      compareText(a.name, b.name) ||
      compareText(a.id, b.id),
  );
}

/** The place of a node's state in the order of badness, 0 the worst. */
export function toStateRank({ state }: Pick<GraphNode, "state">): number {
  return STATE_RANK.get(state) ?? NODE_STATES.length;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
