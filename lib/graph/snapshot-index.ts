import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge, GraphNode, Snapshot } from "./model.ts";

/** Nodes by id, and the edges of each node in both directions. */
export interface SnapshotIndex {
  readonly nodes: ReadonlyMap<ObjectId, GraphNode>;
  /** By dependent: the edges to what it depends on. */
  readonly dependencies: ReadonlyMap<ObjectId, readonly GraphEdge[]>;
  /** By dependency: the edges to what depends on it. */
  readonly dependents: ReadonlyMap<ObjectId, readonly GraphEdge[]>;
}

const indexes = new WeakMap<object, SnapshotIndex>();

/** Indexes a graph once; the same snapshot gives the same index. */
export function indexSnapshot(snapshot: Pick<Snapshot, "nodes" | "edges">): SnapshotIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const index: SnapshotIndex = {
    nodes: new Map(snapshot.nodes.map((node) => [node.id, node])),
    dependencies: groupBy(snapshot.edges, (edge) => edge.to),
    dependents: groupBy(snapshot.edges, (edge) => edge.from),
  };
  indexes.set(snapshot, index);
  return index;
}

/** Groups items by a key, in their order. */
export function groupBy<Item, Key>(
  items: Iterable<Item>,
  toKey: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const key = toKey(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
