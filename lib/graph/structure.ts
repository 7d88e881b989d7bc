import type { ObjectId } from "#lib/flux/object-id.ts";
import { at, toAdjacency } from "./adjacency.ts";
import { countDependents } from "./count-dependents.ts";
import { buildLinks, type Links } from "./links.ts";
import { compareText } from "./patch.ts";
import type { Present } from "./present.ts";
import { findKnots, findStrongComponents, type StrongComponents } from "./strong-components.ts";
import { findStructuralCycles, type StructuralCycle } from "./structural-cycle.ts";
import { findWaves } from "./topology.ts";

/** A Kustomization that is named in a dependsOn and is not among the objects. */
export interface AbsentNode {
  readonly number: number;
  readonly namespace: string;
  readonly name: string;
}

/** Health checks that look at other Kustomizations: each says that `parents` is not ready before `children` is. */
export interface HealthLinks {
  readonly children: Int32Array;
  readonly parents: Int32Array;
}

/** A source that pushes nothing, for its Kustomizations wait for each other; the members, as numbers, rising. */
export interface FrozenSource {
  readonly source: ObjectId;
  readonly nodes: readonly number[];
}

/** All that follows from who names, owns and checks whom, and from no status: it stays while only statuses change. */
export interface Structure {
  readonly links: Links;
  /** The number of each object, in the order in which they came. */
  readonly numbers: Int32Array;
  readonly absent: readonly AbsentNode[];
  /** Of the dependsOn edges, along the flow. */
  readonly components: StrongComponents;
  readonly waves: Int32Array;
  /** By number: how many depend on it, transitively. */
  readonly dependents: Int32Array;
  readonly health: HealthLinks;
  readonly cycles: readonly StructuralCycle[];
  /** By number: which of `cycles` it is in by dependsOn alone, or −1. */
  readonly cycleOf: Int32Array;
  /** By number: which of the hidden `cycles` it is in, or −1. */
  readonly hiddenCycleOf: Int32Array;
  readonly frozen: readonly FrozenSource[];
}

/**
 * Finds waves, cycles of both kinds and frozen sources; linear in objects, edges and health checks but for the sorting
 * of the ids and for the count of dependents. Of objects with one id the last counts.
 */
export function buildStructure(objects: readonly Present[]): Structure {
  const { links, numbers } = buildLinks(objects);
  const present = placeByNumber({ links, numbers }, objects);
  const components = findStrongComponents(links.down);
  const health = findHealthLinks(links, present);
  const cycles = findStructuralCycles(links, health, findKnots(links.down, components));
  return {
    links,
    numbers,
    components,
    absent: present.includes(null) ? findAbsent(present, links) : [],
    waves: findWaves(links.down, components),
    dependents: countDependents(links.down, components),
    health,
    cycles,
    cycleOf: toIndex(links, cycles, false),
    hiddenCycleOf: toIndex(links, cycles, true),
    frozen: findFrozenSources(cycles, links, present),
  };
}

/** Gives each number its object; null where it is only named. */
export function placeByNumber(
  { links, numbers }: Pick<Structure, "links" | "numbers">,
  objects: readonly Present[],
): readonly (Present | null)[] {
  const placed: (Present | null)[] = new Array(links.ids.length).fill(null);
  objects.forEach((object, index) => {
    placed[at(numbers, index)] = object;
  });
  return placed;
}

function findAbsent(present: readonly (Present | null)[], { numberOf }: Links): readonly AbsentNode[] {
  const absent = new Map<number, AbsentNode>();
  for (const object of present) {
    for (const [dependency] of object?.references ?? []) {
      const number = dependency === undefined ? undefined : numberOf.get(dependency.id);
      if (dependency === undefined || number === undefined || present[number] !== null) continue;
      absent.set(number, { number, namespace: dependency.namespace, name: dependency.name });
    }
  }
  return [...absent.values()];
}

/** Who applied an object stands in its labels, and among what its owner keeps: either is enough. */
function findHealthLinks({ numberOf }: Links, present: readonly (Present | null)[]): HealthLinks {
  const children: number[] = [];
  const parents: number[] = [];
  const added = new Set<number>();
  const add = (child: number, parent: number) => {
    const pair = child * present.length + parent;
    if (added.has(pair)) return;
    added.add(pair);
    children.push(child);
    parents.push(parent);
  };
  present.forEach((object, number) => {
    for (const id of object?.healthChecked ?? []) {
      const child = numberOf.get(id);
      if (child !== undefined && present[child] !== null) add(child, number);
    }
    const parent = object?.ownerId == null ? undefined : numberOf.get(object.ownerId);
    if (parent !== undefined && present[parent]?.parsed?.spec.wait === true) add(number, parent);
  });
  return { children: Int32Array.from(children), parents: Int32Array.from(parents) };
}

function toIndex({ ids }: Links, cycles: readonly StructuralCycle[], isHidden: boolean): Int32Array {
  const index = new Int32Array(ids.length).fill(-1);
  for (const [place, cycle] of cycles.entries()) {
    if (cycle.isHidden === isHidden) for (const node of cycle.nodes) index[node] = place;
  }
  return index;
}

/**
 * The controller sorts the Kustomizations of a source by their dependsOn before it sends them a new revision, and sends
 * nothing when they cannot be sorted; expressions and suspension play no part (flux-semantics §4).
 */
function findFrozenSources(
  cycles: readonly StructuralCycle[],
  { ids, from, to }: Links,
  present: readonly (Present | null)[],
): readonly FrozenSource[] {
  // Who waits for each other on one source does so in a cycle of all: there alone it has to be looked for.
  const edges = cycles.filter((cycle) => !cycle.isHidden).flatMap((cycle) => cycle.edges);
  if (edges.length === 0) return [];
  const sourceOf = (node: number) => present[node]?.sourceId ?? null;
  const own = edges.filter((edge) => {
    const source = sourceOf(at(from, edge));
    return source !== null && source === sourceOf(at(to, edge));
  });
  const ends = (end: Int32Array) => Int32Array.from(own, (edge) => at(end, edge));
  const bySource = new Map<ObjectId, number[]>();
  for (const node of findKnots(toAdjacency(ids.length, ends(from), ends(to))).flat()) {
    const source = sourceOf(node);
    if (source === null) continue;
    const known = bySource.get(source);
    if (known === undefined) bySource.set(source, [node]);
    else known.push(node);
  }
  return [...bySource]
    .map(([source, nodes]) => ({ source, nodes: nodes.sort((a, b) => a - b) }))
    .sort((a, b) => compareText(a.source, b.source));
}
