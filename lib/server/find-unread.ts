import type { Snapshot } from "#lib/graph/model.ts";

/** Gives the ids of the clusters that are still to be read for the first time. */
export function findUnread({ clusters }: Pick<Snapshot, "clusters">): readonly string[] {
  return clusters.filter(({ connection }) => connection === "connecting").map(({ id }) => id);
}
