import type { NodeState, Snapshot } from "./model.ts";
import { NODE_STATES } from "./model.ts";

/** What is asked for; an empty list asks for everything. */
export interface SnapshotFilter {
  readonly namespaces: readonly string[];
  readonly states: readonly NodeState[];
}

/** Keeps the nodes that pass and whatever speaks of them alone; counts are those of the nodes kept. */
export function filterSnapshot(snapshot: Snapshot, { namespaces, states }: SnapshotFilter): Snapshot {
  if (namespaces.length === 0 && states.length === 0) return snapshot;
  const nodes = snapshot.nodes.filter(
    (node) =>
      (namespaces.length === 0 || namespaces.includes(node.namespace)) &&
      (states.length === 0 || states.includes(node.state)),
  );
  const kept = new Set(nodes.map((node) => node.id));
  const touches = (item: { readonly nodes: readonly (typeof nodes)[number]["id"][] }) =>
    item.nodes.some((id) => kept.has(id));
  return {
    ...snapshot,
    nodes,
    edges: snapshot.edges.filter((edge) => kept.has(edge.from) && kept.has(edge.to)),
    cycles: snapshot.cycles.filter(touches),
    problems: snapshot.problems.filter((problem) => touches(problem) || problem.blocked.some((id) => kept.has(id))),
    findings: snapshot.findings.filter(touches),
    counts: countStates(nodes),
    ...(snapshot.ahead?.nodes.some((id) => !kept.has(id)) && { ahead: null }),
  };
}

/** Counts nodes by state; every state is there. */
export function countStates(nodes: Iterable<{ readonly state: NodeState }>): Record<NodeState, number> {
  const counts = Object.fromEntries(NODE_STATES.map((state) => [state, 0])) as Record<NodeState, number>;
  for (const { state } of nodes) counts[state] += 1;
  return counts;
}
