import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Source } from "#lib/flux/source.ts";
import { buildGraph, type Graph } from "#lib/graph/build-graph.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import { countStates } from "#lib/graph/filter.ts";
import type { Cause, ClusterStatus, GraphNode, Snapshot } from "#lib/graph/model.ts";
import { compareEdges, compareNodes } from "#lib/graph/patch.ts";
import { groupBy, indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { buildProblems } from "./build-problems.ts";
import { countDependents } from "./count-dependents.ts";
import { findCauses } from "./find-causes.ts";
import { tellUnseen } from "./tell-unseen.ts";

/** What a snapshot is made of; `now` in milliseconds since the epoch. */
export interface SnapshotInput {
  readonly clusters: readonly ClusterObjects[];
  readonly statuses: readonly ClusterStatus[];
  readonly now: number;
  readonly revision: string;
}

/** Builds and analyses the graph of all clusters: one immutable snapshot, sorted, the same for any order of objects. */
export function buildSnapshot({ clusters, statuses, now, revision }: SnapshotInput): Snapshot {
  const graphs = clusters.map((objects) => analyse(buildGraph(objects, now)));
  const nodes = graphs.flatMap((graph) => graph.nodes).sort(compareNodes);
  const edges = graphs.flatMap((graph) => graph.edges).sort(compareEdges);
  const byId = indexSnapshot({ nodes, edges }).nodes;
  return {
    schema: 1,
    revision,
    at: new Date(now).toISOString(),
    clusters: statuses,
    nodes,
    edges,
    cycles: graphs.flatMap((graph) => graph.cycles),
    problems: buildProblems(byId, now),
    findings: [],
    counts: countStates(nodes),
  };
}

function analyse(graph: Graph): Graph {
  const index = indexSnapshot(graph);
  const causes = findCauses({
    index,
    edges: graph.edges,
    cycles: graph.cycles,
    failsBySource: (node) => failsBySource(node, graph.sources),
  });
  const dependents = countDependents(
    graph.nodes.map((node) => node.id),
    graph.edges,
  );
  const blocking = countBlocked(graph.nodes, causes);
  const nodes = tellUnseen(graph.nodes).map((node) => ({
    ...node,
    since: node.since ?? findWaitingSince(node, index.dependents.get(node.id), index.nodes),
    causes: causes.get(node.id) ?? [],
    blocks: { now: blocking.get(node.id) ?? 0, ifFailed: dependents.get(node.id) ?? 0 },
  }));
  return { ...graph, nodes };
}

/** The source is looked at first, so a node without one, or without its artifact, fails because of it. */
function failsBySource(node: GraphNode, sources: ReadonlyMap<ObjectId, Source>): boolean {
  if (node.state !== "failed" || node.reason !== "ArtifactFailed" || node.source === null) return false;
  const source = sources.get(node.source);
  if (source !== undefined) return source.status.artifact === undefined;
  return /not found$|^Source artifact not found/.test(node.message) && !node.message.startsWith("kustomization path");
}

function countBlocked(
  nodes: readonly GraphNode[],
  causes: ReadonlyMap<ObjectId, readonly Cause[]>,
): ReadonlyMap<ObjectId, number> {
  const blocked = nodes.filter((node) => node.state === "blocked");
  const pairs = blocked.flatMap((node) => [...new Set((causes.get(node.id) ?? []).flatMap((cause) => cause.nodes))]);
  return new Map([...groupBy(pairs, (id) => id)].map(([id, those]) => [id, those.length]));
}

/** A node without a history of its own, because it is not there, counts from the first that waits for it. */
function findWaitingSince(
  node: GraphNode,
  dependents: readonly { readonly to: ObjectId }[] | undefined,
  nodes: ReadonlyMap<ObjectId, GraphNode>,
): string | null {
  if (node.state !== "missing" && node.state !== "hidden") return null;
  const times = (dependents ?? []).flatMap(({ to }) => {
    const dependent = nodes.get(to);
    return dependent?.state === "blocked" && dependent.since !== null ? [dependent.since] : [];
  });
  return times.sort((a, b) => Date.parse(a) - Date.parse(b))[0] ?? null;
}
