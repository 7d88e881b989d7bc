import type { ClusterStatus, Snapshot } from "#lib/graph/model.ts";
import { type Freshness, toFreshness } from "./freshness.ts";
import { useConnection, useSnapshotSelector } from "./snapshot-source.tsx";
import { useNow } from "./use-now.ts";

const NONE: readonly ClusterStatus[] = [];

/** How fresh what is shown is, kept up to date. */
export function useFreshness(): Freshness {
  const connection = useConnection();
  const clusters = useSnapshotSelector(selectClusters) ?? NONE;
  return toFreshness(connection, clusters, useNow());
}

function selectClusters(snapshot: Snapshot): readonly ClusterStatus[] {
  return snapshot.clusters;
}
