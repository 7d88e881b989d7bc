import { findCondition } from "#lib/flux/condition.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { DEPENDENCY_CHECK_SECONDS } from "#lib/flux/timing.ts";
import { at } from "#lib/graph/adjacency.ts";
import { NOTHING } from "#lib/graph/bare-node.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode, NextStep, Problem } from "#lib/graph/model.ts";
import { isHolding } from "./held-graph.ts";

/** What does not outlast two dependency checks is a flicker, and no problem (flux-semantics §9.2). */
const PASSING_MS = 2 * DEPENDENCY_CHECK_SECONDS * 1000;

/** Whether those that wait for a newer revision have waited no longer than a rollout takes on its every step. */
export function isPassing(
  causes: readonly ObjectId[],
  blocked: readonly GraphNode[],
  { sources, nodes, structure }: Graph,
  now: number,
): boolean {
  const pushed = causes.flatMap((id) => {
    const source = nodes[structure.links.numberOf.get(id) ?? -1]?.source ?? null;
    return source === null ? [] : (sources.get(source)?.status.artifact?.lastUpdateTime ?? []);
  });
  const first = Math.max(toTime(findEarliest(blocked)), ...pushed.map(toTime).filter((time) => !Number.isNaN(time)));
  return Number.isNaN(first) || now - first < PASSING_MS;
}

/** Whether a node is blocked still, though all it waits for has been ready for longer than two checks. */
export function isStuck(number: number, { nodes, edges, objects, structure }: Graph, now: number): boolean {
  const { up } = structure.links;
  let last = toTime(nodes[number]?.since ?? null);
  for (let place = at(up.starts, number); place < at(up.starts, number + 1); place++) {
    const edge = edges[at(up.links, place)];
    if (edge === undefined || isHolding(edge) || edge.state === "unknown") return false;
    const ready = findCondition(objects[at(up.targets, place)]?.parsed?.status.conditions ?? [], "Ready");
    const moved = toTime(ready?.lastTransitionTime ?? null);
    if (moved > last) last = moved;
  }
  return now - last >= PASSING_MS;
}

/** Since when a problem is there: as its own nodes say, or as the first who waits for it does; RFC 3339. */
export function findSince(
  kind: Problem["kind"],
  members: readonly GraphNode[],
  failed: readonly GraphNode[],
  blocked: readonly GraphNode[],
): string | null {
  if (kind === "failed" || kind === "suspended" || kind === "terminating") return members[0]?.since ?? null;
  return findEarliest([...failed, ...blocked]);
}

/** What a problem does by itself: what its first node does next. */
export function findNext(kind: Problem["kind"], members: readonly GraphNode[], failed: readonly GraphNode[]): NextStep {
  switch (kind) {
    case "failed":
    case "revision":
    case "waiting":
      return members[0]?.next ?? NOTHING;
    case "source":
      return failed[0]?.next ?? NOTHING;
    case "frozen":
      return findFirst(members);
    default:
      return NOTHING;
  }
}

function findFirst(nodes: readonly GraphNode[]): NextStep {
  const steps = nodes.map(({ next }) => next).filter((next) => !Number.isNaN(toTime(next.at)));
  return steps.toSorted((a, b) => toTime(a.at) - toTime(b.at))[0] ?? NOTHING;
}

function findEarliest(nodes: readonly GraphNode[]): string | null {
  let [earliest, first] = [Number.NaN, null as string | null];
  for (const { since } of nodes) {
    const time = toTime(since);
    if (!Number.isNaN(time) && !(time >= earliest)) [earliest, first] = [time, since];
  }
  return first;
}

function toTime(time: string | null): number {
  return Date.parse(time ?? "");
}
