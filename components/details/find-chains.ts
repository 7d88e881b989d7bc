import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cause, GraphEdge, GraphNode } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** The way from a root cause down to a node, both ends included; `cause` is null where only the direct blocker is known. */
export interface Chain {
  readonly cause: Cause | null;
  readonly ids: readonly ObjectId[];
}

/** Finds, for each root cause of a node, the shortest way from it along the edges that hold something up. */
export function findChains(node: GraphNode, index: SnapshotIndex): readonly Chain[] {
  if (node.state !== "blocked") return [];
  const parents = findParents(node.id, index);
  const chains = node.causes.flatMap((cause): readonly Chain[] => {
    if (cause.kind === "cycle" && cause.nodes.includes(node.id))
      return [{ cause, ids: findRing(node.id, cause, index) }];
    const starts = cause.kind === "source" ? findReaders(cause, parents.keys(), index) : cause.nodes;
    const ways = starts.flatMap((id) => (parents.has(id) ? [toWay(id, parents)] : []));
    const shortest = ways.toSorted((left, right) => left.length - right.length)[0];
    // A source is no node of the graph: it stands before whoever fails for want of it.
    const source = cause.kind === "source" || shortest === undefined ? cause.nodes.slice(0, 1) : [];
    return [{ cause, ids: [...source, ...(shortest ?? [node.id])] }];
  });
  if (chains.length > 0) return chains;
  return holding(index.dependencies.get(node.id)).map((edge) => ({ cause: null, ids: [edge.from, node.id] }));
}

/** Breadth first, upstream: for each node reached, the next one on the shortest way down to `start`. */
function findParents(start: ObjectId, index: SnapshotIndex): ReadonlyMap<ObjectId, ObjectId> {
  const parents = new Map<ObjectId, ObjectId>();
  const open = [start];
  for (const id of open) {
    for (const { from } of holding(index.dependencies.get(id))) {
      if (from === start || parents.has(from)) continue;
      parents.set(from, id);
      open.push(from);
    }
  }
  return parents;
}

function findReaders(cause: Cause, ids: Iterable<ObjectId>, index: SnapshotIndex): readonly ObjectId[] {
  return [...ids].filter((id) => {
    const node = index.nodes.get(id);
    return node?.state === "failed" && node.source !== null && cause.nodes.includes(node.source);
  });
}

function toWay(from: ObjectId, parents: ReadonlyMap<ObjectId, ObjectId>): readonly ObjectId[] {
  const way = [from];
  for (let id = parents.get(from); id !== undefined; id = parents.get(id)) way.push(id);
  return way;
}

/** The members of a cycle in the order of its edges, from one of them back to itself. */
function findRing(start: ObjectId, cycle: Cause, index: SnapshotIndex): readonly ObjectId[] {
  const members = new Set(cycle.nodes);
  const parents = new Map<ObjectId, ObjectId>();
  const open = [start];
  for (const id of open) {
    for (const { from } of index.dependencies.get(id) ?? []) {
      if (from === start) return [start, ...toWay(id, parents)];
      if (!members.has(from) || parents.has(from)) continue;
      parents.set(from, id);
      open.push(from);
    }
  }
  return [...cycle.nodes.filter((id) => id !== start), start];
}

function holding(edges: readonly GraphEdge[] | undefined): readonly GraphEdge[] {
  return (edges ?? []).filter((edge) => edge.state === "blocking" || edge.state === "missing");
}
