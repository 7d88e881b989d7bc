import type { RawObject } from "#lib/flux/metadata.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode, NearMiss } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { Present } from "#lib/graph/present.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { Census } from "./census.ts";
import { isWithin } from "./edit-distance.ts";

const MOST_NAMED = 3;
/** A fleet that names hundreds of things that do not exist has another trouble than spelling. */
const MOST_SPELLED = 200;
/** A name of three letters is near to everything. */
const SHORTEST_SPELLED = 4;
const SHORT_NAME = 5;

type Named = Pick<GraphNode, "namespace" | "name">;

/**
 * Says of each missing Kustomization what may have been meant: one of that name in another namespace, a HelmRelease of
 * that name (which dependsOn does not look for, flux-semantics §3), or one whose name is a letter or two away. Each of
 * the first 200 is compared with every name there is.
 */
export function findNearMisses(
  graph: Pick<Graph, "nodes" | "objects">,
  { missing }: Census,
): ReadonlyMap<number, readonly NearMiss[]> {
  if (missing.length === 0) return new Map();
  const present = graph.nodes.filter((_, number) => graph.objects[number] !== null);
  const byName = groupBy(present, (node) => node.name);
  const releases = groupBy(findHelmReleases(graph.objects), ({ name }) => name);
  const found = new Map<number, readonly NearMiss[]>();
  for (const [index, number] of missing.entries()) {
    const node = graph.nodes[number];
    if (node === undefined) continue;
    const namesakes = (byName.get(node.name) ?? []).map((other) => toNearMiss(other, "namespace"));
    const charts = sortByNamespace(releases.get(node.name) ?? [], node).map(
      (other): NearMiss => ({
        ...toNearMiss(other, "kind"),
        kind: "HelmRelease",
      }),
    );
    const spelled = index < MOST_SPELLED ? findSpelled(node, present) : [];
    const all = [...namesakes, ...charts, ...spelled].slice(0, MOST_NAMED);
    if (all.length > 0) found.set(number, all);
  }
  return found;
}

function findSpelled(node: Named, present: readonly Named[]): readonly NearMiss[] {
  if (node.name.length < SHORTEST_SPELLED) return [];
  const allowed = node.name.length < SHORT_NAME ? 1 : 2;
  const near = present.filter(
    (other) =>
      other.name !== node.name && isWithin(other.name, node.name, other.namespace === node.namespace ? allowed : 1),
  );
  return sortByNamespace(near, node).map((other) => toNearMiss(other, "spelling"));
}

/** Those of the same namespace first. */
function sortByNamespace<Item extends Named>(items: readonly Item[], { namespace }: Named): readonly Item[] {
  const isElsewhere = (item: Named) => Number(item.namespace !== namespace);
  return items.toSorted(
    (a, b) => isElsewhere(a) - isElsewhere(b) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
}

function toNearMiss({ namespace, name }: Named, why: NearMiss["why"]): NearMiss {
  return { kind: "Kustomization", namespace, name, why };
}

const HELM_RELEASE = "_helm.toolkit.fluxcd.io_HelmRelease";
const read = new WeakMap<RawObject, readonly Named[]>();

/** HelmReleases are not watched; those that a Kustomization applies stand in its inventory. */
function findHelmReleases(objects: readonly (Present | null)[]): readonly Named[] {
  return objects.flatMap((object) => {
    if (object === null) return [];
    const known = read.get(object.raw) ?? readHelmReleases(object.raw);
    read.set(object.raw, known);
    return known;
  });
}

function readHelmReleases({ status }: RawObject): readonly Named[] {
  const entries = (status as { inventory?: { entries?: unknown } } | null | undefined)?.inventory?.entries;
  if (!Array.isArray(entries)) return [];
  return entries.flatMap((entry: { id?: unknown } | null) => {
    const id = entry?.id;
    if (typeof id !== "string" || !id.endsWith(HELM_RELEASE)) return [];
    const [namespace = "", name = ""] = id.slice(0, -HELM_RELEASE.length).split("_");
    return [{ namespace, name }];
  });
}
