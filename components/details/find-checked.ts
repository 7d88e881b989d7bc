import type { GraphNode } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** Finds whose health check keeps a node unready: its own, else that of the first of its causes with one; null for none. */
export function findChecked(node: GraphNode, index: SnapshotIndex): GraphNode | null {
  const causes = node.causes.flatMap(({ nodes }) => nodes.flatMap((id) => index.nodes.get(id) ?? []));
  return [node, ...causes].find(({ waitsFor = [] }) => waitsFor.length > 0) ?? null;
}
