import type { GraphNode } from "#lib/graph/model.ts";

/**
 * Says what can be said of nodes that the controller has not looked at: whether it is busy with others or nothing
 * moves at all. Silence is no proof that it is down, for each health check holds one of its workers (flux-semantics §10).
 */
export function tellUnseen(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const busy = nodes.filter((node) => node.activity !== null).length;
  const words =
    busy > 0
      ? `The controller has not looked at it yet: it is busy with ${busy === 1 ? "one other" : `${busy} others`}.`
      : "The controller has not looked at it, and nothing else moves: it may not be running.";
  return nodes.map((node) =>
    node.state === "unknown" && node.reason === "" && node.message === "" ? { ...node, message: words } : node,
  );
}
