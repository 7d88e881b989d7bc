import { type Adjacency, at, toAdjacency } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { findStrongComponents } from "#lib/graph/strong-components.ts";

/** The part of a graph that is held up, and in which order what holds a node up comes before it; nodes by number. */
export interface HeldGraph {
  /** What the walk for causes passes through: the blocked, and parents that a hidden cycle may hold. */
  readonly isPassed: Uint8Array;
  /** Groups of passed nodes, dependencies first: one node, or all that wait for each other. */
  readonly groups: readonly (readonly number[])[];
  /** By node: its group, or −1. */
  readonly groupOf: Int32Array;
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

/** Finds who is held up and in which order; linear. */
export function findHeldGraph({ nodes, edges, structure }: Graph): HeldGraph {
  const { links, health, hiddenCycleOf } = structure;
  const isPassed = new Uint8Array(nodes.length);
  for (const [number, node] of nodes.entries()) {
    if (node.state === "blocked" || (at(hiddenCycleOf, number) !== -1 && isChecking(node))) isPassed[number] = 1;
  }
  const from: number[] = [];
  const to: number[] = [];
  for (const [index, edge] of edges.entries()) {
    if (!isHolding(edge) || edge.rule === "expression") continue;
    const [dependency, dependent] = [at(links.from, index), at(links.to, index)];
    if (isPassed[dependency] !== 1 || nodes[dependent]?.state !== "blocked") continue;
    from.push(dependency);
    to.push(dependent);
  }
  for (const [check, parent] of health.parents.entries()) {
    const child = at(health.children, check);
    if (isPassed[parent] !== 1 || isPassed[child] !== 1 || nodes[parent]?.state === "blocked") continue;
    from.push(child);
    to.push(parent);
  }
  return { isPassed, ...toGroups(isPassed, toAdjacency(nodes.length, Int32Array.from(from), Int32Array.from(to))) };
}

/** Components are numbered against the flow, so the highest comes first. */
function toGroups(isPassed: Uint8Array, held: Adjacency): Pick<HeldGraph, "groups" | "groupOf" | "isKnot"> {
  const { componentOf, total } = findStrongComponents(held);
  const ofComponent = new Map<number, number[]>();
  for (const [number, passed] of isPassed.entries()) {
    if (passed === 0) continue;
    const component = at(componentOf, number);
    const known = ofComponent.get(component);
    if (known === undefined) ofComponent.set(component, [number]);
    else known.push(number);
  }
  const groups: number[][] = [];
  const groupOf = new Int32Array(isPassed.length).fill(-1);
  for (let component = total - 1; component >= 0; component--) {
    const members = ofComponent.get(component);
    if (members === undefined) continue;
    for (const member of members) groupOf[member] = groups.length;
    groups.push(members);
  }
  return { groups, groupOf, isKnot: groups.map((members) => members.length > 1 || isSelfHeld(members[0] ?? 0, held)) };
}

function isSelfHeld(node: number, { starts, targets }: Adjacency): boolean {
  for (let place = at(starts, node); place < at(starts, node + 1); place++) if (targets[place] === node) return true;
  return false;
}
