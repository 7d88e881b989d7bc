import { metadataSchema } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { toOwnerId } from "#lib/flux/reference.ts";
import type { NearMiss } from "#lib/graph/model.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { LintContext, LintedKustomization } from "./lint-context.ts";

/** What a dangling name probably meant: one of what the graph tells, or a Kustomization of which only the last words are the same. */
export interface Meant extends Pick<NearMiss, "kind" | "namespace" | "name"> {
  readonly why: NearMiss["why"] | "ending";
  /** Of a HelmRelease: the Kustomization that applies it, where that is known. */
  readonly owner: ObjectId | null;
}

/** A name in a dependsOn that nothing answers to; the namespace is resolved. */
export interface Dangling {
  readonly id: ObjectId;
  readonly dependent: LintedKustomization;
  readonly namespace: string;
  readonly name: string;
}

/** Names whose endings are compared in one run at most; beyond that a longer or shorter form goes unnoticed. */
const MOST_COMPARED = 500_000;

/** Indexes what may have been meant, for any number of questions; the answers are of the likeliest kind alone. */
export function createNearMissFinder(context: LintContext): (dangling: Dangling) => readonly Meant[] {
  const byNamespace = groupBy(context.kustomizations, ({ node }) => node.namespace);
  const findOwner = createOwnerFinder(context);
  let compared = 0;
  return (dangling) => {
    const known = context.index.nodes.get(dangling.id)?.nearMisses ?? [];
    const [first] = known;
    if (first !== undefined) {
      return known
        .filter(({ why }) => why === first.why)
        .map((miss) => ({ ...miss, owner: findOwner(dangling, miss) }));
    }
    const releases = findReleases(dangling);
    if (releases.length > 0) return releases;
    const neighbours = byNamespace.get(dangling.namespace) ?? [];
    compared += neighbours.length;
    if (compared > MOST_COMPARED) return [];
    const near = neighbours.filter(
      ({ cluster, node: { name } }) =>
        cluster === dangling.dependent.cluster && (isEnding(name, dangling.name) || isEnding(dangling.name, name)),
    );
    return near.map(({ node: { kind, namespace, name } }) => ({ kind, namespace, name, why: "ending", owner: null }));
  };
}

/** Whether the second name is the last words of the first, and more than one word: `storage-rook-ceph`, `rook-ceph`. */
function isEnding(name: string, ending: string): boolean {
  return ending.includes("-") && name.endsWith(`-${ending}`);
}

/** HelmReleases of manifests, which stand in no inventory; the one in the namespace that was asked for comes first. */
function findReleases({ dependent: { cluster }, namespace, name }: Dangling): readonly Meant[] {
  const releases = [...(cluster.helmReleases ?? [])].filter(({ metadata }) => metadata.name === name);
  const release = releases.find(({ metadata }) => metadata.namespace === namespace) ?? releases[0];
  const metadata = metadataSchema.safeParse(release?.metadata);
  if (!metadata.success) return [];
  const owner = toOwnerId({ metadata: metadata.data }, cluster.idPrefix);
  return [{ kind: "HelmRelease", namespace: metadata.data.namespace, name, why: "kind", owner }];
}

/** Inventories are gone through once, and only if somebody asks. */
function createOwnerFinder({ kustomizations, appliedBy }: LintContext) {
  let owners: ReadonlyMap<ObjectId, ObjectId> | null = null;
  return ({ dependent: { cluster } }: Dangling, { kind, namespace, name }: NearMiss): ObjectId | null => {
    if (kind === "Kustomization") return null;
    owners ??= new Map(
      kustomizations.flatMap((one) =>
        (appliedBy(one) ?? []).flatMap((applied): [ObjectId, ObjectId][] =>
          applied.kind === kind
            ? [[toObjectId(kind, applied.namespace, applied.name, one.cluster.idPrefix), one.id]]
            : [],
        ),
      ),
    );
    return owners.get(toObjectId(kind, namespace, name, cluster.idPrefix)) ?? null;
  };
}
