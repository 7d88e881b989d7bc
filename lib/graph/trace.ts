import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode } from "./model.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";
import { findBetween, findDownstream, findUpstream } from "./traversal.ts";

/** What a node is followed to: all that would wait if it failed, or another node. */
export type Trace = { readonly kind: "if-failed" } | { readonly kind: "path"; readonly to: ObjectId };

/** How two nodes depend on each other. */
export interface PathBetween {
  /** `down` where the second depends on the first, `up` the other way round, `round` both (a cycle). */
  readonly direction: "down" | "up" | "round" | "none";
  /** All that lies on any way between them, both ends included. */
  readonly nodes: ReadonlySet<ObjectId>;
  /** A shortest way, dependency first; empty where there is none. */
  readonly shortest: readonly ObjectId[];
  /** Where there is no way: what both depend on, and what depends on both, the nearest first. */
  readonly shared: { readonly upstream: readonly ObjectId[]; readonly downstream: readonly ObjectId[] };
}

/** What would wait if a node failed. */
export interface IfFailed {
  /** By wave, then by id. */
  readonly nodes: readonly GraphNode[];
  /** Of these, how many do not wait by now. */
  readonly more: number;
}

/** Finds the nodes that a trace brings out, the node that it starts from included. */
export function findTraced(index: SnapshotIndex, from: ObjectId, trace: Trace): ReadonlySet<ObjectId> {
  if (trace.kind === "if-failed") return new Set([from, ...findDownstream(index, from)]);
  return findPath(index, from, trace.to).nodes;
}

/** Finds all that depends on a node, directly or not, as `blocks.ifFailed` counts it. */
export function findIfFailed(index: SnapshotIndex, id: ObjectId): IfFailed {
  const nodes = [...findDownstream(index, id)].flatMap((other) => index.nodes.get(other) ?? []);
  nodes.sort((a, b) => a.wave - b.wave || (a.id < b.id ? -1 : 1));
  return { nodes, more: nodes.filter(({ state }) => state !== "blocked").length };
}

/** Finds how two nodes depend on each other, over whatever lies between them. */
export function findPath(index: SnapshotIndex, from: ObjectId, to: ObjectId): PathBetween {
  const below = findDownstream(index, from);
  const isDown = below.has(to);
  const isUp = findUpstream(index, from).has(to);
  if (!isDown && !isUp) {
    return { direction: "none", nodes: new Set([from, to]), shortest: [], shared: findShared(index, from, to) };
  }
  return {
    direction: isDown && isUp ? "round" : isDown ? "down" : "up",
    nodes: new Set([
      ...(isDown ? findBetween(index, [from], to) : []),
      ...(isUp ? findBetween(index, [to], from) : []),
    ]),
    shortest: isDown ? findShortest(index, from, to) : findShortest(index, to, from),
    shared: { upstream: [], downstream: [] },
  };
}

function findShared(index: SnapshotIndex, one: ObjectId, other: ObjectId): PathBetween["shared"] {
  const both = (find: typeof findUpstream, nearest: (a: number, b: number) => number) => {
    const others = find(index, other);
    return [...find(index, one)]
      .filter((id) => others.has(id))
      .sort((a, b) => nearest(toWave(index, a), toWave(index, b)) || (a < b ? -1 : 1));
  };
  return { upstream: both(findUpstream, (a, b) => b - a), downstream: both(findDownstream, (a, b) => a - b) };
}

function toWave(index: SnapshotIndex, id: ObjectId): number {
  return index.nodes.get(id)?.wave ?? 0;
}

/** Breadth first, downstream. */
function findShortest(index: SnapshotIndex, from: ObjectId, to: ObjectId): readonly ObjectId[] {
  const before = new Map<ObjectId, ObjectId>();
  const open = [from];
  for (const id of open) {
    for (const edge of index.dependents.get(id) ?? []) {
      if (edge.to === from || before.has(edge.to)) continue;
      before.set(edge.to, id);
      open.push(edge.to);
    }
    if (before.has(to)) break;
  }
  const way = [to];
  for (let id = before.get(to); id !== undefined; id = before.get(id)) way.push(id);
  return way.reverse();
}
