import type { ObjectId } from "#lib/flux/object-id.ts";
import { at, toAdjacency } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { CauseKind, GraphNode } from "#lib/graph/model.ts";
import { findKnots } from "#lib/graph/strong-components.ts";
import { type CauseSet, CauseSets, NO_CAUSES } from "./cause-sets.ts";
import type { Census } from "./census.ts";
import { findsNoSource } from "./finds-no-source.ts";
import { type HeldGraph, isHolding } from "./held-graph.ts";
import { findWaitedObjects } from "./waited-objects.ts";

/** The root causes of a graph's nodes, by number. */
export interface Causes {
  readonly sets: CauseSets;
  readonly setOf: Int32Array;
}

/** No node is in it. */
const NO_GROUP = -2;

/**
 * Finds the root causes of every blocked node, of every node that fails for want of its source, and of every parent
 * that a hidden cycle holds (api.md, "Causes"). Linear in nodes and edges, and in the length of what it finds.
 */
export function findCauses(graph: Graph, held: HeldGraph, census: Census): Causes {
  const { nodes, edges, structure, sources } = graph;
  const { links, health } = structure;
  const sets = new CauseSets();
  const setOf = new Int32Array(nodes.length).fill(NO_CAUSES);
  const idOf = (number: number) => links.ids[number] ?? ("" as ObjectId);

  for (const number of census.failed) {
    const node = nodes[number];
    if (node?.source != null && findsNoSource(node, sources)) setOf[number] = sets.of("source", [node.source]);
  }

  /** What a node that holds somebody up is, or waits for itself. */
  const findOwn = (number: number): CauseSet => {
    const node = nodes[number];
    if (node === undefined) return NO_CAUSES;
    if (node.state === "blocked" || at(setOf, number) !== NO_CAUSES) return at(setOf, number);
    return sets.of(KINDS[node.state], [node.id]);
  };

  const findBeyond = (member: number, group: number): readonly CauseSet[] => {
    const found: CauseSet[] = [];
    for (let place = at(links.up.starts, member); place < at(links.up.starts, member + 1); place++) {
      const edge = edges[at(links.up.links, place)];
      const dependency = at(links.up.targets, place);
      if (edge === undefined || !isHolding(edge)) continue;
      if (edge.rule === "expression") found.push(sets.of("expression", [idOf(dependency)]));
      else if (held.groupOf.get(dependency) !== group) found.push(findOwn(dependency));
    }
    return found;
  };

  const checksOf =
    structure.health.parents.length === 0 ? null : toAdjacency(nodes.length, health.parents, health.children);
  const findUnhealthy = (parent: number, group: number): readonly CauseSet[] => {
    const node = nodes[parent];
    if (node === undefined || checksOf === null || node.state === "blocked") return [];
    const found: CauseSet[] = [];
    for (let place = at(checksOf.starts, parent); place < at(checksOf.starts, parent + 1); place++) {
      const child = at(checksOf.targets, place);
      const isHealthy = nodes[child]?.state === "progressing" || graph.objects[child]?.isReady === true;
      if (held.groupOf.get(child) !== group && !isHealthy) found.push(findOwn(child));
    }
    // What else the health check names is the parent's own failure.
    const others = findWaitedObjects(node, graph.objects[parent] ?? null).filter(({ kind }) => kind !== node.kind);
    if (others.length > 0) found.push(sets.of("failed", [node.id]));
    return found;
  };

  for (const [group, members] of held.groups.entries()) {
    const isKnot = held.isKnot[group] === true;
    // A parent that is in no knot is a failure like any other, or is being worked on.
    if (!isKnot && nodes[members[0] ?? 0]?.state !== "blocked") continue;
    const found = members.flatMap((member) => findBeyond(member, isKnot ? group : NO_GROUP));
    if (isKnot) {
      for (const cycle of findCycles(graph, members)) found.push(sets.of("cycle", cycle.map(idOf)));
      for (const member of members) found.push(...findUnhealthy(member, group));
    }
    const union = sets.unite(found);
    for (const member of members) setOf[member] = union;
  }
  return { sets, setOf };
}

const KINDS: Readonly<Record<GraphNode["state"], CauseKind>> = {
  failed: "failed",
  suspended: "suspended",
  terminating: "terminating",
  missing: "missing",
  hidden: "hidden",
  ready: "revision",
  progressing: "waiting",
  unknown: "waiting",
  blocked: "waiting",
};

/** The cycles that hold the nodes of a knot: each whole, also with members that wait for nobody at this moment. */
function findCycles({ nodes, edges, structure }: Graph, members: readonly number[]): readonly (readonly number[])[] {
  const { links, cycles, cycleOf, hiddenCycleOf } = structure;
  const isWaiting = (node: number) => nodes[node]?.state === "blocked";
  const hidden = members.every(isWaiting) ? undefined : cycles[at(hiddenCycleOf, members[0] ?? 0)];
  const found: (readonly number[])[] = hidden === undefined ? [] : [hidden.nodes];
  const local = new Map(members.map((node, index) => [node, index]));
  const [from, to]: [number[], number[]] = [[], []];
  for (const [node, index] of local) {
    for (let place = at(links.up.starts, node); isWaiting(node) && place < at(links.up.starts, node + 1); place++) {
      const edge = edges[at(links.up.links, place)];
      const dependency = at(links.up.targets, place);
      const other = isWaiting(dependency) ? local.get(dependency) : undefined;
      if (other === undefined || edge === undefined || !isHolding(edge) || edge.rule === "expression") continue;
      from.push(other);
      to.push(index);
    }
  }
  for (const knot of findKnots(toAdjacency(members.length, Int32Array.from(from), Int32Array.from(to)))) {
    const own = knot.flatMap((index) => members[index] ?? []);
    found.push(cycles[at(cycleOf, own[0] ?? 0)]?.nodes ?? own);
  }
  return found;
}
