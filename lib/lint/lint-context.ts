import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { type Dependency, toDependencies, toSourceId } from "#lib/flux/reference.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import type { GraphNode, ScopeStatus, Snapshot } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import { readKustomization } from "#lib/graph/read-objects.ts";
import { groupBy, indexSnapshot, type SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { type AppliedObject, readInventory } from "./applied-objects.ts";
import type { Steps } from "./steps.ts";

/** The objects of one cluster, or of the manifests for one, as far as rules look at them. */
export interface LintCluster extends Pick<ClusterObjects, "cluster" | "idPrefix" | "kustomizations" | "sources"> {
  /** How far each kind of source could be read, so that nothing unread is called missing; null: these are given. */
  readonly sourceScopes: readonly ScopeStatus[] | null;
  /** Where they are known: to tell someone who names one in a dependsOn. */
  readonly helmReleases?: Iterable<RawObject>;
  /** What a Kustomization applies, where manifests tell; null where not. Without it, the inventories are read. */
  readonly appliedBy?: (id: ObjectId) => readonly AppliedObject[] | null;
}

/** What is linted: a graph, and the objects that it was built from. */
export interface LintInput {
  readonly snapshot: Pick<Snapshot, "nodes" | "edges" | "cycles">;
  readonly clusters: readonly LintCluster[];
  /** Whether all there is was given. Of manifests it is mostly not known, and the words say so. */
  readonly complete: boolean;
}

/** A Kustomization with all that was read off it. */
export interface LintedKustomization {
  readonly id: ObjectId;
  readonly node: GraphNode;
  readonly raw: RawObject;
  readonly parsed: Kustomization;
  readonly dependencies: readonly Dependency[];
  readonly sourceId: ObjectId | null;
  readonly cluster: LintCluster;
}

/** One entry of a dependsOn whose both ends are there. */
export interface Reference {
  readonly dependency: LintedKustomization;
  readonly dependent: LintedKustomization;
  readonly readyExpr: string | null;
}

/** All that rules look things up in; built once for all of them. */
export interface LintContext {
  /** Those that can be read and are not being deleted, sorted by id. */
  readonly kustomizations: readonly LintedKustomization[];
  readonly byId: ReadonlyMap<ObjectId, LintedKustomization>;
  /** By dependency, in the order of dependents; references to oneself are left out. */
  readonly referencesTo: ReadonlyMap<ObjectId, readonly Reference[]>;
  readonly index: SnapshotIndex;
  readonly cycles: Snapshot["cycles"];
  readonly sourceIds: ReadonlySet<ObjectId>;
  readonly clusters: readonly LintCluster[];
  readonly complete: boolean;
  /** What a Kustomization applies; null where it is not known. */
  appliedBy(kustomization: LintedKustomization): readonly AppliedObject[] | null;
}

/** So many are read before it is somebody else's turn. */
const READ_A_STEP = 1_000;

/** Indexes what is linted; linear but for the sorting. Stops now and then. */
export function* buildLintContext({ snapshot, clusters, complete }: LintInput): Steps<LintContext> {
  const index = indexSnapshot(snapshot);
  const read: LintedKustomization[] = [];
  let count = 0;
  for (const cluster of clusters) {
    for (const raw of cluster.kustomizations) {
      const linted = readLinted(raw, cluster, index);
      if (linted !== null) read.push(linted);
      if (++count % READ_A_STEP === 0) yield null;
    }
  }
  const kustomizations = read.sort((a, b) => compareText(a.id, b.id));
  yield null;
  const byId = new Map(kustomizations.map((one) => [one.id, one]));
  const references = kustomizations.flatMap((dependent) =>
    dependent.dependencies.flatMap(({ id, readyExpr }): readonly Reference[] => {
      const dependency = byId.get(id);
      return dependency === undefined || dependency === dependent ? [] : [{ dependency, dependent, readyExpr }];
    }),
  );
  return {
    kustomizations,
    byId,
    referencesTo: groupBy(references, ({ dependency }) => dependency.id),
    index,
    cycles: snapshot.cycles,
    sourceIds: new Set(clusters.flatMap(toSourceIds)),
    clusters,
    complete,
    appliedBy: ({ cluster, id, raw }) => cluster.appliedBy?.(id) ?? readInventory(raw),
  };
}

/** Null for what cannot be read, and for what is going away: it needs no advice. */
function readLinted(raw: RawObject, cluster: LintCluster, { nodes }: SnapshotIndex): LintedKustomization | null {
  const id = toObjectId("Kustomization", raw.metadata.namespace ?? "", raw.metadata.name, cluster.idPrefix);
  const reading = readKustomization(raw);
  const node = nodes.get(id);
  if (!reading.ok || node === undefined || reading.value.metadata.deletionTimestamp !== undefined) return null;
  const parsed = reading.value;
  const dependencies = toDependencies(parsed, cluster.idPrefix);
  return { id, node, raw, parsed, dependencies, sourceId: toSourceId(parsed, cluster.idPrefix), cluster };
}

function toSourceIds({ sources, idPrefix }: LintCluster): readonly ObjectId[] {
  return [...sources].map(({ kind, metadata }) =>
    toObjectId(kind ?? "", metadata.namespace ?? "", metadata.name, idPrefix),
  );
}
