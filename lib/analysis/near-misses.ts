import type { RawObject } from "#lib/flux/metadata.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode, NearMiss } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { Present } from "#lib/graph/present.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { Structure } from "#lib/graph/structure.ts";
import type { Census } from "./census.ts";
import { isWithin } from "./edit-distance.ts";

const MOST_NAMED = 3;
/** Names that are compared letter by letter at most; a fleet that goes beyond has another trouble than spelling. */
const MOST_COMPARED = 100_000;
/** A name of three letters is near to everything. */
const SHORTEST_SPELLED = 4;
const SHORT_NAME = 5;

type Named = Pick<GraphNode, "namespace" | "name">;

type Found = ReadonlyMap<number, readonly NearMiss[]>;

interface Memory {
  readonly structure: Structure;
  readonly missing: readonly number[];
  readonly releases: readonly Named[];
  readonly found: Found;
}

/**
 * Says of each missing Kustomization what may have been meant: one of that name in another namespace, a HelmRelease of
 * that name (which dependsOn does not look for, flux-semantics §3), or one whose name is a letter or two away. Looks
 * again only when other names are there.
 */
export class NearMissFinder {
  #memory: Memory | null = null;

  /** Finds near misses by the number of the missing node. */
  find(graph: Pick<Graph, "nodes" | "objects" | "structure">, { missing }: Census): Found {
    if (missing.length === 0) return new Map();
    const { structure } = graph;
    const releases = findHelmReleases(graph.objects);
    const last = this.#memory;
    const isSame = last?.structure === structure && hasSame(last.missing, missing) && hasSame(last.releases, releases);
    const found = isSame ? last.found : findAll(graph, missing, releases);
    this.#memory = { structure, missing, releases, found };
    return found;
  }
}

function hasSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

function findAll(
  graph: Pick<Graph, "nodes" | "objects">,
  missing: readonly number[],
  releases: readonly Named[],
): Found {
  const present = graph.nodes.filter((_, number) => graph.objects[number] !== null);
  const byName = groupBy(present, (node) => node.name);
  const releasesByName = groupBy(releases, ({ name }) => name);
  const byLength = groupBy(present, ({ name }) => name.length);
  const found = new Map<number, readonly NearMiss[]>();
  let left = MOST_COMPARED;
  for (const number of missing) {
    const node = graph.nodes[number];
    if (node === undefined) continue;
    const near = [-2, -1, 0, 1, 2].flatMap((more) => byLength.get(node.name.length + more) ?? []);
    left -= near.length;
    const all = [
      ...(byName.get(node.name) ?? []).map((other) => toNearMiss(other, "namespace")),
      ...sortByNamespace(releasesByName.get(node.name) ?? [], node).map((other) => toNearMiss(other, "kind")),
      ...(left < 0 ? [] : findSpelled(node, near)),
    ];
    if (all.length > 0) found.set(number, all.slice(0, MOST_NAMED));
  }
  return found;
}

function findSpelled(node: Named, near: readonly Named[]): readonly NearMiss[] {
  if (node.name.length < SHORTEST_SPELLED) return [];
  const allowed = node.name.length < SHORT_NAME ? 1 : 2;
  const spelled = near.filter(
    (other) =>
      other.name !== node.name && isWithin(other.name, node.name, other.namespace === node.namespace ? allowed : 1),
  );
  return sortByNamespace(spelled, node).map((other) => toNearMiss(other, "spelling"));
}

/** Those of the same namespace first. */
function sortByNamespace<Item extends Named>(items: readonly Item[], { namespace }: Named): readonly Item[] {
  const isElsewhere = (item: Named) => Number(item.namespace !== namespace);
  return items.toSorted(
    (a, b) => isElsewhere(a) - isElsewhere(b) || compareText(a.namespace, b.namespace) || compareText(a.name, b.name),
  );
}

function toNearMiss({ namespace, name }: Named, why: NearMiss["why"]): NearMiss {
  return { kind: why === "kind" ? "HelmRelease" : "Kustomization", namespace, name, why };
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
