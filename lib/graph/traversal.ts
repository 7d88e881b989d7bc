import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge } from "./model.ts";
import type { SnapshotIndex } from "./snapshot-index.ts";

type EdgeTest = (edge: GraphEdge) => boolean;

const anyEdge: EdgeTest = () => true;

/** Finds all that a node depends on, transitively and without itself, over the edges that pass the test. */
export function findUpstream(index: SnapshotIndex, start: ObjectId, test: EdgeTest = anyEdge): ReadonlySet<ObjectId> {
  return findReachable(
    start,
    (id) => index.dependencies.get(id),
    (edge) => edge.from,
    test,
  );
}

/** Finds all that depends on a node, transitively and without itself, over the edges that pass the test. */
export function findDownstream(index: SnapshotIndex, start: ObjectId, test: EdgeTest = anyEdge): ReadonlySet<ObjectId> {
  return findReachable(
    start,
    (id) => index.dependents.get(id),
    (edge) => edge.to,
    test,
  );
}

/** Which way one looks from a node: at what it depends on, at what depends on it, or at both. */
export type Side = "both" | "up" | "down";

/** Finds a node with all that lies on one side of it, or on both. */
export function findAround(index: SnapshotIndex, id: ObjectId, side: Side): ReadonlySet<ObjectId> {
  return new Set([
    id,
    ...(side === "down" ? [] : findUpstream(index, id)),
    ...(side === "up" ? [] : findDownstream(index, id)),
  ]);
}

/** Finds every node that lies on some path from one of `starts` down to `end`, both ends included. */
export function findBetween(
  index: SnapshotIndex,
  starts: Iterable<ObjectId>,
  end: ObjectId,
  test: EdgeTest = anyEdge,
): ReadonlySet<ObjectId> {
  const above = new Set(findUpstream(index, end, test)).add(end);
  const between = new Set<ObjectId>();
  for (const start of starts) {
    if (!above.has(start)) continue;
    between.add(start);
    for (const id of findDownstream(index, start, test)) if (above.has(id)) between.add(id);
  }
  return between;
}

function findReachable(
  start: ObjectId,
  edgesOf: (id: ObjectId) => readonly GraphEdge[] | undefined,
  ahead: (edge: GraphEdge) => ObjectId,
  test: EdgeTest,
): ReadonlySet<ObjectId> {
  const found = new Set<ObjectId>();
  const open = [start];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const edge of edgesOf(id) ?? []) {
      const next = ahead(edge);
      if (next === start || found.has(next) || !test(edge)) continue;
      found.add(next);
      open.push(next);
    }
  }
  return found;
}
