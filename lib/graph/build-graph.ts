import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { type Dependency, toDependencies, toSourceId } from "#lib/flux/reference.ts";
import type { Source } from "#lib/flux/source.ts";
import { buildBareNode, buildNode, buildUnreadableNode } from "./build-node.ts";
import type { Absence, ClusterObjects } from "./cluster-objects.ts";
import { toCycles } from "./cycles.ts";
import { type PresentKustomization, readEdge } from "./edge-state.ts";
import type { Cycle, GraphEdge, GraphNode, NodeState } from "./model.ts";
import { compareEdges, compareNodes } from "./patch.ts";
import { readKustomization, readSources, readWarnings } from "./read-objects.ts";
import { findTopology } from "./topology.ts";

/** The graph of one cluster, before it is analysed. Nodes and edges are in the order of a snapshot. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly cycles: readonly Cycle[];
  readonly sources: ReadonlyMap<ObjectId, Source>;
}

interface Present extends PresentKustomization {
  readonly id: ObjectId;
  readonly dependencies: readonly Dependency[];
}

const ABSENT_STATES: Readonly<Record<Absence, NodeState>> = { missing: "missing", hidden: "hidden", unread: "unknown" };

/** Builds nodes, edges and cycles from the objects of one cluster; `now` in milliseconds since the epoch. */
export function buildGraph(objects: ClusterObjects, now: number): Graph {
  const sources = readSources(objects.sources, objects.idPrefix);
  const present = readPresent(objects);
  const edges = buildEdges(present, objects, sources);
  const nodes = [...buildPresentNodes(present, objects, sources, now), ...buildAbsentNodes(present, objects)];
  const ids = nodes.map((node) => node.id);
  const topology = findTopology(ids, edges);
  const cycling = new Set(topology.cycles.flat());
  const placed = nodes.map((node) => ({
    ...node,
    wave: topology.waves.get(node.id) ?? 0,
    inCycle: cycling.has(node.id),
  }));
  return {
    nodes: placed.sort(compareNodes),
    edges,
    cycles: toCycles(topology.cycles, placed, edges),
    sources,
  };
}

function readPresent({ kustomizations, idPrefix }: ClusterObjects): ReadonlyMap<ObjectId, Present> {
  const present = new Map<ObjectId, Present>();
  for (const raw of kustomizations) {
    const id = toObjectId("Kustomization", raw.metadata.namespace ?? "", raw.metadata.name, idPrefix);
    const reading = readKustomization(raw);
    const parsed: Kustomization | null = reading.ok ? reading.value : null;
    present.set(id, {
      id,
      raw,
      parsed,
      sourceId: parsed && toSourceId(parsed, idPrefix),
      dependencies: parsed ? toDependencies(parsed, idPrefix) : [],
    });
  }
  return present;
}

function buildEdges(
  present: ReadonlyMap<ObjectId, Present>,
  objects: ClusterObjects,
  sources: ReadonlyMap<ObjectId, Source>,
): readonly GraphEdge[] {
  const edges: GraphEdge[] = [];
  for (const dependent of present.values()) {
    const drawn = new Map<ObjectId, GraphEdge>();
    const artifact = findArtifactRevision(dependent.sourceId, sources);
    for (const reference of dependent.dependencies) {
      const dependency = present.get(reference.id) ?? objects.absenceOf(reference.namespace, reference.name);
      const edge = { from: reference.id, to: dependent.id, ...readEdge(dependent, reference, dependency, artifact) };
      // A reference that is written twice is one edge; it holds up as soon as either does.
      if (drawn.get(reference.id)?.state !== "blocking") drawn.set(reference.id, edge);
    }
    edges.push(...drawn.values());
  }
  return edges.sort(compareEdges);
}

function buildPresentNodes(
  present: ReadonlyMap<ObjectId, Present>,
  { cluster, idPrefix, events, failures }: ClusterObjects,
  sources: ReadonlyMap<ObjectId, Source>,
  now: number,
): GraphNode[] {
  const warnings = readWarnings(events, idPrefix);
  return [...present.values()].map(({ id, raw, parsed, sourceId }) => {
    if (parsed === null) return buildUnreadableNode(id, raw, cluster, findReason(raw));
    const artifactRevision = findArtifactRevision(sourceId, sources);
    return buildNode(id, parsed, { cluster, idPrefix, now, record: failures.get(id), artifactRevision, warnings });
  });
}

/** A Kustomization that is named and not there stands in the graph too; it is so since the first who waits for it. */
function buildAbsentNodes(
  present: ReadonlyMap<ObjectId, Present>,
  { cluster, absenceOf }: ClusterObjects,
): GraphNode[] {
  const absent = new Map<ObjectId, GraphNode>();
  for (const { dependencies } of present.values()) {
    for (const { id, namespace, name } of dependencies) {
      if (present.has(id) || absent.has(id)) continue;
      const absence = absenceOf(namespace, name);
      const node = buildBareNode({
        id,
        cluster,
        kind: "Kustomization",
        namespace,
        name,
        state: ABSENT_STATES[absence],
      });
      absent.set(id, { ...node, message: ABSENT_WORDS[absence] });
    }
  }
  return [...absent.values()];
}

const ABSENT_WORDS: Readonly<Record<Absence, string>> = {
  missing: "It is named in a dependsOn, but there is no such Kustomization.",
  hidden: "It is named in a dependsOn, but may not be read from here.",
  unread: "It is named in a dependsOn and has not been read yet.",
};

function findArtifactRevision(id: ObjectId | null, sources: ReadonlyMap<ObjectId, Source>): string | null {
  return (id === null ? undefined : sources.get(id)?.status.artifact?.revision) ?? null;
}

function findReason(raw: RawObject): string {
  const reading = readKustomization(raw);
  return reading.ok ? "" : reading.reason;
}
