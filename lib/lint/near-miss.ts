import { metadataSchema, type RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { toOwnerId } from "#lib/flux/reference.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { findMeant } from "./edit-distance.ts";
import type { LintCluster, LintContext, LintedKustomization } from "./lint-context.ts";

/** What a dangling name probably meant: the same name elsewhere, one a letter or two away, a HelmRelease, or a longer or shorter form. */
export type NearMiss =
  | { readonly kind: "namespace"; readonly ids: readonly ObjectId[] }
  | { readonly kind: "spelling"; readonly id: ObjectId }
  | { readonly kind: "ending"; readonly id: ObjectId }
  | { readonly kind: "helm-release"; readonly owner: ObjectId | null };

/** A name in a dependsOn that nothing answers to; the namespace is resolved. */
export interface Dangling {
  readonly cluster: LintCluster;
  readonly namespace: string;
  readonly name: string;
}

/** Names that are compared letter by letter in one run at most; beyond that a spelling goes unnoticed. */
const MOST_COMPARED = 500_000;

/** Indexes the names of a graph, for any number of questions. */
export function createNearMissFinder(context: LintContext): (dangling: Dangling) => NearMiss | null {
  const byName = groupBy(context.kustomizations, ({ node }) => node.name);
  const byNamespace = groupBy(context.kustomizations, ({ node }) => node.namespace);
  const releases = new Map(context.clusters.map((cluster) => [cluster, groupReleases(cluster)]));
  let compared = 0;
  return (dangling) => {
    const { cluster, namespace, name } = dangling;
    const isNear = (one: LintedKustomization) => one.cluster === cluster;
    const namesakes = (byName.get(name) ?? []).filter(isNear);
    if (namesakes.length > 0) return { kind: "namespace", ids: namesakes.map(({ id }) => id) };
    const neighbours = byNamespace.get(namespace) ?? [];
    compared += neighbours.length;
    const names = compared > MOST_COMPARED ? [] : neighbours.filter(isNear).map(({ node }) => node.name);
    const meant = findMeant(name, names);
    if (meant !== null)
      return { kind: "spelling", id: toObjectId("Kustomization", namespace, meant, cluster.idPrefix) };
    const release = findRelease(releases.get(cluster)?.get(name) ?? [], dangling);
    if (release !== null) return release;
    const [longer, ...others] = names.filter((other) => isEnding(other, name) || isEnding(name, other));
    if (longer === undefined || others.length > 0) return null;
    return { kind: "ending", id: toObjectId("Kustomization", namespace, longer, cluster.idPrefix) };
  };
}

/** Whether the second name is the last words of the first, and more than one word: `storage-rook-ceph`, `rook-ceph`. */
function isEnding(name: string, ending: string): boolean {
  return ending.includes("-") && name.endsWith(`-${ending}`);
}

function groupReleases({ helmReleases }: LintCluster): ReadonlyMap<string, readonly RawObject[]> {
  return groupBy(helmReleases ?? [], ({ metadata }) => metadata.name);
}

/** Of several, the one in the namespace that was asked for. */
function findRelease(releases: readonly RawObject[], { cluster, namespace }: Dangling): NearMiss | null {
  const release = releases.find(({ metadata }) => metadata.namespace === namespace) ?? releases[0];
  const metadata = metadataSchema.safeParse(release?.metadata);
  if (!metadata.success) return null;
  return { kind: "helm-release", owner: toOwnerId({ metadata: metadata.data }, cluster.idPrefix) };
}
