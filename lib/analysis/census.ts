import { type GraphNode, NODE_STATES, type NodeState, type StateCounts } from "#lib/graph/model.ts";

/** The numbers of the nodes by state, rising: each pass over a graph looks at those that it is about. */
export type Census = Readonly<Record<NodeState, readonly number[]>>;

/** Sorts nodes by their state. */
export function takeCensus(nodes: readonly GraphNode[]): Census {
  const census = Object.fromEntries(NODE_STATES.map((state) => [state, []])) as unknown as Record<NodeState, number[]>;
  nodes.forEach((node, number) => {
    census[node.state].push(number);
  });
  return census;
}

/** Counts the nodes of several clusters by state. */
export function addCounts(censuses: readonly Census[]): StateCounts {
  return Object.fromEntries(
    NODE_STATES.map((state) => [state, censuses.reduce((sum, census) => sum + census[state].length, 0)]),
  ) as StateCounts;
}
