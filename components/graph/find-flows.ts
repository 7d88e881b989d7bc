import { createKeepingFilter } from "#lib/graph/keep-filtered.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { type LayoutResult, toEdgeKey } from "#lib/layout/layout-engine.ts";

/** More lines than this that run at once would be unrest, and cost more than they say. */
export const MOST_FLOWS = 60;

const findProgressing = createKeepingFilter<GraphNode>(({ state }) => state === "progressing");

/** Finds the edges over which the rollout goes on at the moment: from what is ready to what is being worked on because of it. */
export function findFlows(snapshot: Snapshot, drawn: LayoutResult["edges"]): readonly string[] {
  const flows: string[] = [];
  const index = indexSnapshot(snapshot);
  for (const { id } of findProgressing(snapshot.nodes)) {
    for (const edge of index.dependencies.get(id) ?? []) {
      const key = toEdgeKey(edge.from, edge.to);
      if (edge.state === "satisfied" && drawn.has(key) && flows.push(key) === MOST_FLOWS) return flows;
    }
  }
  return flows;
}
