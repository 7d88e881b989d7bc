import type { ObjectId } from "#lib/flux/object-id.ts";
import { countStates } from "#lib/graph/filter.ts";
import type { ClusterStatus, Snapshot } from "#lib/graph/model.ts";
import { compareEdges, compareNodes } from "#lib/graph/patch.ts";

/**
 * Keeps what `shown` has of clusters that the server has not read yet, as after its restart: its emptiness then says
 * nothing of them. `known` names the clusters that were read before; everything else is as in `next`.
 */
export function keepKnownGraph(shown: Snapshot, next: Snapshot, known: ReadonlySet<string>): Snapshot {
  const kept = new Set(
    next.clusters.filter((cluster) => known.has(cluster.id) && !isRead(cluster)).map(({ id }) => id),
  );
  if (kept.size === 0) return next;
  const { revision, at } = next;
  const clusters = next.clusters.map((cluster) =>
    kept.has(cluster.id) ? keepScopes(cluster, shown.clusters) : cluster,
  );
  if (kept.size === clusters.length) return { ...shown, revision, at, clusters };
  const clusterOf = new Map<ObjectId, string>();
  for (const node of [...shown.nodes, ...next.nodes]) clusterOf.set(node.id, node.cluster);
  const isKept = (id: ObjectId | undefined) => kept.has((id && clusterOf.get(id)) ?? "");
  const merge = <Item>(pick: (snapshot: Snapshot) => readonly Item[], toId: (item: Item) => ObjectId | undefined) => [
    ...pick(shown).filter((item) => isKept(toId(item))),
    ...pick(next).filter((item) => !isKept(toId(item))),
  ];
  const ofNodes = ({ nodes }: { readonly nodes: readonly ObjectId[] }) => nodes[0];
  const nodes = merge(
    (snapshot) => snapshot.nodes,
    ({ id }) => id,
  ).sort(compareNodes);
  const edges = merge(
    (snapshot) => snapshot.edges,
    ({ to }) => to,
  ).sort(compareEdges);
  return {
    ...next,
    clusters,
    nodes,
    edges,
    cycles: merge((snapshot) => snapshot.cycles, ofNodes),
    problems: merge((snapshot) => snapshot.problems, ofNodes),
    findings: merge((snapshot) => snapshot.findings, ofNodes),
    counts: countStates(nodes),
  };
}

/** What could not be read before is still what is known, until it is tried again. */
function keepScopes(cluster: ClusterStatus, shown: readonly ClusterStatus[]): ClusterStatus {
  const before = shown.find(({ id }) => id === cluster.id)?.scopes ?? [];
  const scopes = cluster.scopes.map((scope) => {
    if (scope.state !== "loading") return scope;
    return before.find(({ kind, namespace }) => kind === scope.kind && namespace === scope.namespace) ?? scope;
  });
  return { ...cluster, scopes };
}

/** Whether each scope of a cluster has been answered once. */
export function isRead({ scopes }: ClusterStatus): boolean {
  return scopes.every(({ state }) => state !== "loading");
}
