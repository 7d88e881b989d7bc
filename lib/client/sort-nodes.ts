import type { ObjectId } from "#lib/flux/object-id.ts";
import { type GraphNode, NODE_STATES, type Problem } from "#lib/graph/model.ts";

const STATE_RANK = new Map(NODE_STATES.map((state, rank) => [state, rank]));

/**
 * Sorts nodes worst first: by state, then by the problem they belong to (the worst first), then in the order of the
 * rollout, then by name. The same nodes come in the same order, whatever order they are given in.
 */
export function sortWorstFirst(nodes: readonly GraphNode[], problems: readonly Problem[]): readonly GraphNode[] {
  return nodes.toSorted(toWorstFirst(problems));
}

/** The order of {@link sortWorstFirst} as a comparison, for sorting by something else first. */
export function toWorstFirst(problems: readonly Problem[]): (a: GraphNode, b: GraphNode) => number {
  const problemRank = new Map<ObjectId, number>();
  problems.forEach((problem, rank) => {
    for (const id of [...problem.nodes, ...problem.blocked]) if (!problemRank.has(id)) problemRank.set(id, rank);
  });
  const rankOf = (node: GraphNode) => problemRank.get(node.id) ?? problems.length;
  return (a, b) =>
    toStateRank(a) - toStateRank(b) ||
    rankOf(a) - rankOf(b) ||
    a.wave - b.wave ||
    compareText(a.name, b.name) ||
    compareText(a.id, b.id);
}

/** The place of a node's state in the order of badness, 0 the worst. */
export function toStateRank({ state }: Pick<GraphNode, "state">): number {
  return STATE_RANK.get(state) ?? NODE_STATES.length;
}

/** Orders nodes by when they came into their state, the last first; what is not known counts as just now. */
export function compareNewestFirst(a: GraphNode, b: GraphNode): number {
  return toTime(b) - toTime(a) || compareByName(a, b);
}

/** Orders nodes by name, then by namespace. */
export function compareByName(a: GraphNode, b: GraphNode): number {
  return a.name.localeCompare(b.name, "en") || a.namespace.localeCompare(b.namespace, "en");
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Finite, for two infinities have no difference. */
function toTime({ since }: GraphNode): number {
  const time = Date.parse(since ?? "");
  return Number.isNaN(time) ? Number.MAX_SAFE_INTEGER : time;
}
