import type { ClusterStatus, Snapshot } from "#lib/graph/model.ts";
import { type Freshness, toFreshness } from "./freshness.ts";
import { useConnection, useSnapshotSelector } from "./snapshot-source.tsx";
import { useNow, useNowSelector } from "./use-now.ts";

const NONE: readonly ClusterStatus[] = [];

/** How fresh what is shown is, kept up to date. */
export function useFreshness(): Freshness {
  const connection = useConnection();
  const clusters = useSnapshotSelector(selectClusters) ?? NONE;
  return toFreshness(connection, clusters, useNow());
}

/** Whether what is shown is too old to be taken for the present; renders again only when that changes. */
export function useIsStale(): boolean {
  const connection = useConnection();
  const clusters = useSnapshotSelector(selectClusters) ?? NONE;
  return useNowSelector((now) => toFreshness(connection, clusters, now).kind === "stale");
}

function selectClusters(snapshot: Snapshot): readonly ClusterStatus[] {
  return snapshot.clusters;
}
