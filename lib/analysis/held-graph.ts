import { type Adjacency, at, toAdjacency } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { findStrongComponents } from "#lib/graph/strong-components.ts";
import type { Census } from "./census.ts";

/** The part of a graph that is held up, and in which order what holds a node up comes before it; nodes by number. */
export interface HeldGraph {
  /** Groups of nodes that the walk for causes passes through, dependencies first: one, or all that wait for each other. */
  readonly groups: readonly (readonly number[])[];
  /** The group of each node that is in one. */
  readonly groupOf: ReadonlyMap<number, number>;
  /** By group: whether its nodes wait for each other, or its one node for itself. */
  readonly isKnot: readonly boolean[];
}

/** Whether an edge holds its dependent up. */
export function isHolding(edge: GraphEdge): boolean {
  return edge.state === "blocking" || edge.state === "missing";
}

/** A parent whose health check has failed, or is running: what it waits for may be what waits for it. */
export function isChecking(node: GraphNode): boolean {
  if (node.state === "failed") return node.reason === "HealthCheckFailed";
  return node.state === "progressing" && node.activity?.step === "health checks";
}

/**
 * Finds who is held up and in which order: the blocked, and parents that a hidden cycle may hold. Linear in those and
 * their edges.
 */
export function findHeldGraph({ nodes, edges, structure }: Graph, census: Census): HeldGraph {
  const { links, health, hiddenCycleOf } = structure;
  const passed = [...census.blocked];
  const local = new Map<number, number>();
  for (const [index, number] of passed.entries()) local.set(number, index);
  const [from, to]: [number[], number[]] = [[], []];
  if (health.parents.length > 0) {
    for (const number of [...census.failed, ...census.progressing]) {
      const node = nodes[number];
      if (at(hiddenCycleOf, number) === -1 || node === undefined || !isChecking(node)) continue;
      local.set(number, passed.length);
      passed.push(number);
    }
    for (let check = 0; check < health.parents.length; check++) {
      const parent = at(health.parents, check);
      const [child, own] = [local.get(at(health.children, check)), local.get(parent)];
      if (child === undefined || own === undefined || nodes[parent]?.state === "blocked") continue;
      from.push(child);
      to.push(own);
    }
  }
  census.blocked.forEach((number, index) => {
    for (let place = at(links.up.starts, number); place < at(links.up.starts, number + 1); place++) {
      const edge = edges[at(links.up.links, place)];
      if (edge === undefined || !isHolding(edge) || edge.rule === "expression") continue;
      const dependency = local.get(at(links.up.targets, place));
      if (dependency === undefined) continue;
      from.push(dependency);
      to.push(index);
    }
  });
  return toGroups(passed, toAdjacency(passed.length, Int32Array.from(from), Int32Array.from(to)));
}

/** Components are numbered against the flow, so the highest comes first. */
function toGroups(passed: readonly number[], held: Adjacency): HeldGraph {
  const { componentOf, total } = findStrongComponents(held);
  const groups: number[][] = Array.from({ length: total }, () => []);
  const isKnot = new Array<boolean>(total).fill(false);
  const groupOf = new Map<number, number>();
  passed.forEach((number, index) => {
    const group = total - 1 - at(componentOf, index);
    groupOf.set(number, group);
    groups[group]?.push(number);
    if (isSelfHeld(index, held)) isKnot[group] = true;
  });
  return { groups, groupOf, isKnot: isKnot.map((isSelf, group) => isSelf || (groups[group]?.length ?? 0) > 1) };
}

function isSelfHeld(node: number, { starts, targets }: Adjacency): boolean {
  for (let place = at(starts, node); place < at(starts, node + 1); place++) if (targets[place] === node) return true;
  return false;
}
