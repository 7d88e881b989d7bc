import type { GraphNode, Problem } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** Finds the node that tells of a problem: its own first, or, where that is a source, the first that fails for want of it. */
export function findSpeaker(problem: Pick<Problem, "kind" | "nodes">, index: SnapshotIndex): GraphNode | undefined {
  const own = problem.nodes.flatMap((id) => index.nodes.get(id) ?? [])[0];
  if (own !== undefined || problem.kind !== "source") return own;
  for (const node of index.nodes.values()) {
    if (node.state === "failed" && node.source !== null && problem.nodes.includes(node.source)) return node;
  }
  return undefined;
}
