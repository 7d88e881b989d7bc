import { resolve } from "node:path";
import { buildSnapshot } from "#lib/analysis/build-snapshot.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { NOTHING } from "#lib/graph/bare-node.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import { countStates } from "#lib/graph/filter.ts";
import type { GraphEdge, GraphNode, Snapshot } from "#lib/graph/model.ts";
import { type Manifest, type ManifestFault, type Manifests, readManifests } from "#lib/manifests/read-manifests.ts";
import { STANDARD_INPUT } from "#lib/manifests/read-text.ts";
import { hasPlaceholder } from "#lib/manifests/sort-documents.ts";
import { findOwners, type Ownership, withOwner } from "./find-owners.ts";
import { toRelative } from "./to-relative.ts";
import { UsageError } from "./usage-error.ts";

/** The graph that manifests describe; nothing in it has run, so nothing in it has a state but missing and suspended. */
export interface ManifestsReading {
  readonly snapshot: Snapshot;
  readonly objects: ClusterObjects;
  readonly manifests: Manifests;
  /** What a Kustomization applies; null where the manifests do not tell all of it. */
  readonly appliedBy: Ownership["appliedBy"];
  readonly placeOf: ReadonlyMap<ObjectId, Manifest>;
  /** What could not be looked at at all; of a broken document the rest is still good. */
  readonly unread: readonly ManifestFault[];
  readonly notes: readonly string[];
}

/** Reads manifests of files and folders. Throws a UsageError when a path is not there. */
export function readManifestsGraph(paths: readonly string[], folder: string, clock: Clock): ManifestsReading {
  const manifests = readManifests(paths.map((path) => toPath(path, folder)));
  const own = manifests.objects.filter(({ kind }) => kind.kind === KUSTOMIZATION.kind);
  const { ownerOf, appliedBy } = findOwners(manifests, folder);
  const objects: ClusterObjects = {
    cluster: "manifests",
    idPrefix: null,
    kustomizations: own.map((manifest) => {
      const owner = ownerOf.get(toId(manifest));
      return owner === undefined ? manifest.object : withOwner(manifest.object, owner);
    }),
    sources: manifests.objects.filter(({ kind }) => kind.kind !== KUSTOMIZATION.kind).map(({ object }) => object),
    events: [],
    failures: new Map(),
    // A name that is filled in later may well be there then.
    absenceOf: (namespace, name) => (hasPlaceholder(namespace) || hasPlaceholder(name) ? "unread" : "missing"),
  };
  const now = clock.now();
  const built = buildSnapshot({ clusters: [objects], statuses: [], now, revision: "manifests" });
  return {
    snapshot: toPlan(built),
    objects,
    manifests,
    appliedBy,
    placeOf: new Map(manifests.objects.map((manifest) => [toId(manifest), manifest])),
    unread: manifests.faults.filter(({ line }) => line === 0),
    notes: [...toOverriddenNotes(manifests, folder), ...toSkippedNotes(manifests)],
  };
}

/** Says that a path cannot be read at all; throws, for then nothing true can be said of the whole. */
export function requirePaths({ unread }: ManifestsReading, paths: readonly string[], folder: string): void {
  const given = new Set(paths.map((path) => toPath(path, folder)));
  const fault = unread.find(({ file }) => given.has(file));
  if (fault !== undefined) throw new UsageError(`${fault.file}: ${fault.message}`);
}

function toPath(path: string, folder: string): string {
  return path === STANDARD_INPUT ? path : resolve(folder, path);
}

/** Takes out what only a controller can know. */
function toPlan(snapshot: Snapshot): Snapshot {
  const nodes = snapshot.nodes.map(toPlannedNode);
  return { ...snapshot, nodes, edges: snapshot.edges.map(toPlannedEdge), problems: [], counts: countStates(nodes) };
}

function toPlannedNode(node: GraphNode): GraphNode {
  const isSaid = node.state === "missing" || node.state === "suspended";
  return {
    ...node,
    state: isSaid ? node.state : "unknown",
    message: node.state === "missing" || node.reason === "Unreadable" ? node.message : "",
    since: null,
    causes: [],
    blocks: { ...node.blocks, now: 0 },
    next: NOTHING,
  };
}

function toPlannedEdge(edge: GraphEdge): GraphEdge {
  return edge.state === "missing" ? edge : { ...edge, state: "unknown", why: "" };
}

function toId({ kind, object: { metadata } }: Manifest): ObjectId {
  return toObjectId(kind.kind, metadata.namespace ?? "", metadata.name);
}

function toOverriddenNotes({ overridden }: Manifests, folder: string): readonly string[] {
  const [first] = overridden;
  if (first === undefined) return [];
  const { kind, namespace, name } = { kind: first.kind.kind, ...first.object.metadata };
  const count = overridden.length === 1 ? "1 object is" : `${overridden.length} objects are`;
  return [
    `${count} defined more than once (${kind} ${namespace}/${name} in ${toRelative(first.file, folder)}:${first.line}); the last one read counts. Give the paths of one cluster at a time.`,
  ];
}

function toSkippedNotes({ skipped }: Manifests): readonly string[] {
  const parts = [
    [skipped.templates, "template", "templates"],
    [skipped.encrypted, "encrypted document", "encrypted documents"],
    [skipped.binary, "binary file", "binary files"],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, one, many]) => `${count} ${count === 1 ? one : many}`);
  return said.length === 0 ? [] : [`Passed over: ${said.join(", ")}.`];
}
