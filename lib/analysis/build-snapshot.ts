import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import type { ClusterStatus, CriticalPath, Snapshot } from "#lib/graph/model.ts";
import { compareEdges, compareNodes } from "#lib/graph/patch.ts";
import { type AnalysedCluster, ClusterAnalyser } from "./analyse-cluster.ts";
import { sortProblems } from "./build-problems.ts";
import { addCounts } from "./census.ts";

/** What a snapshot is made of; `now` in milliseconds since the epoch. */
export interface SnapshotInput {
  readonly clusters: readonly ClusterObjects[];
  readonly statuses: readonly ClusterStatus[];
  readonly now: number;
  readonly revision: string;
}

/**
 * Builds snapshots one after the other and remembers what the last one was made of: after one changed object only
 * what it touches is looked at again. The content is that of a fresh builder, whatever came before.
 */
export class SnapshotBuilder {
  #analysers = new Map<string, ClusterAnalyser>();

  /** Builds and analyses the graph of all clusters: one immutable snapshot, sorted, the same for any order of objects. */
  build({ clusters, statuses, now, revision }: SnapshotInput): Snapshot {
    const before = this.#analysers;
    this.#analysers = new Map(clusters.map(({ cluster }) => [cluster, before.get(cluster) ?? new ClusterAnalyser()]));
    const analysed = clusters.flatMap((objects) => this.#analysers.get(objects.cluster)?.analyse(objects, now) ?? []);
    const nodes = merge(analysed, (one) => one.nodes, compareNodes);
    return {
      schema: 1,
      revision,
      at: new Date(now).toISOString(),
      clusters: statuses,
      nodes,
      edges: merge(analysed, (one) => one.edges, compareEdges),
      cycles: analysed.flatMap((one) => one.cycles),
      problems: sortProblems(analysed.flatMap((one) => one.problems)),
      findings: analysed.flatMap((one) => one.findings),
      counts: addCounts(analysed.map((one) => one.census)),
      ahead: findLongest(analysed),
    };
  }
}

/** Builds one snapshot, with no other before it. */
export function buildSnapshot(input: SnapshotInput): Snapshot {
  return new SnapshotBuilder().build(input);
}

/** Each cluster's are sorted already; where there is one cluster, that is all. */
function merge<Item>(
  analysed: readonly AnalysedCluster[],
  toItems: (one: AnalysedCluster) => readonly Item[],
  compare: (a: Item, b: Item) => number,
): readonly Item[] {
  const [only, ...others] = analysed.map(toItems);
  if (only === undefined) return [];
  return others.length === 0 ? only : [only, ...others].flat().sort(compare);
}

function findLongest(analysed: readonly AnalysedCluster[]): CriticalPath | null {
  const paths = analysed.flatMap((one) => one.ahead ?? []);
  return paths.reduce<CriticalPath | null>(
    (best, path) => (best !== null && best.seconds >= path.seconds ? best : path),
    null,
  );
}
