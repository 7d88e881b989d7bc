import type { GraphNode } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { toNodeLine } from "./node-line.ts";
import { useSnapshotSelector } from "./snapshot-source.tsx";
import { useNow } from "./use-now.ts";

/** A node's state in a few words, kept up to date. */
export function useNodeLine(node: GraphNode): string {
  const index = useSnapshotSelector(indexSnapshot);
  const now = useNow();
  return index === undefined ? "" : toNodeLine(node, index, now);
}
