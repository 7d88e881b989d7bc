import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import { GraphBuilder } from "#lib/graph/graph-builder.ts";
import type { ClusterStatus, CriticalPath, Snapshot } from "#lib/graph/model.ts";
import { compareEdges, compareNodes } from "#lib/graph/patch.ts";
import { addCounts } from "./census.ts";
import { type AnalysedCluster, GraphAnalyser } from "./graph-analyser.ts";
import { sortProblems } from "./problem-builder.ts";

/** What a snapshot is made of; `now` in milliseconds since the epoch. */
export interface SnapshotInput {
  readonly clusters: readonly ClusterObjects[];
  readonly statuses: readonly ClusterStatus[];
  readonly now: number;
  readonly revision: string;
}

/** What is remembered of one cluster. */
interface ClusterMemory {
  readonly builder: GraphBuilder;
  readonly analyser: GraphAnalyser;
}

function createMemory(): ClusterMemory {
  return { builder: new GraphBuilder(), analyser: new GraphAnalyser() };
}

/**
 * Builds snapshots one after the other and remembers what the last one was made of: after one changed object only
 * what it touches is looked at again. The content is that of a fresh builder, whatever came before.
 */
export class SnapshotBuilder {
  #clusters = new Map<string, ClusterMemory>();

  /** Builds and analyses the graph of all clusters: one immutable snapshot, sorted, the same for any order of objects. */
  build({ clusters, statuses, now, revision }: SnapshotInput): Snapshot {
    const before = this.#clusters;
    this.#clusters = new Map(clusters.map(({ cluster }) => [cluster, before.get(cluster) ?? createMemory()]));
    const analysed = clusters.flatMap((objects) => {
      const memory = this.#clusters.get(objects.cluster);
      return memory === undefined ? [] : memory.analyser.analyse(memory.builder.build(objects, now), now);
    });
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
      // The rules are run apart, by who has the specs at hand (lib/lint).
      findings: [],
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
