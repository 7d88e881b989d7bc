import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge, GraphNode, Snapshot } from "./model.ts";
import { OverlaidMap } from "./overlaid-map.ts";
import { findReplacedPlaces } from "./replaced-places.ts";

/** Nodes by id, and the edges of each node in both directions. */
export interface SnapshotIndex {
  readonly nodes: ReadonlyMap<ObjectId, GraphNode>;
  /** By dependent: the edges to what it depends on. */
  readonly dependencies: ReadonlyMap<ObjectId, readonly GraphEdge[]>;
  /** By dependency: the edges to what depends on it. */
  readonly dependents: ReadonlyMap<ObjectId, readonly GraphEdge[]>;
}

type Graph = Pick<Snapshot, "nodes" | "edges">;

type Edges = ReadonlyMap<ObjectId, readonly GraphEdge[]>;

/** Something that is made when it is first asked for. */
interface Later<Value> {
  get(): Value;
  /** Whether it has been. */
  isThere(): boolean;
}

/** Who looks at states alone never asks for edges, and the first picture of ten thousand does not wait for them. */
class Index implements SnapshotIndex {
  readonly nodes: ReadonlyMap<ObjectId, GraphNode>;
  readonly edgesByDependent: Later<Edges>;
  readonly edgesByDependency: Later<Edges>;

  constructor(nodes: SnapshotIndex["nodes"], edgesByDependent: Later<Edges>, edgesByDependency: Later<Edges>) {
    this.nodes = nodes;
    this.edgesByDependent = edgesByDependent;
    this.edgesByDependency = edgesByDependency;
  }

  get dependencies(): Edges {
    return this.edgesByDependent.get();
  }

  get dependents(): Edges {
    return this.edgesByDependency.get();
  }
}

/** Goes on from groups that are there; what is made later holds on to its own edges alone, and to no older graph. */
function toGroups(
  edges: readonly GraphEdge[],
  before: Later<Edges> | undefined,
  replaced: ReadonlyMap<GraphEdge, GraphEdge> | null,
  toKey: (edge: GraphEdge) => ObjectId,
): Later<Edges> {
  let groups = before?.isThere() && replaced !== null ? replaceEdges(before.get(), replaced, toKey) : null;
  return {
    get() {
      groups ??= groupBy(edges, toKey);
      return groups;
    },
    isThere: () => groups !== null,
  };
}

const indexes = new WeakMap<object, Index>();
/** The graph that was indexed last: mostly the one before, from which the next differs in little. */
let last: WeakRef<Graph> | null = null;

/** Indexes a graph once; the same snapshot gives the same index. */
export function indexSnapshot(snapshot: Graph): SnapshotIndex {
  const known = indexes.get(snapshot);
  if (known !== undefined) return known;
  const before = last?.deref();
  const nodes = before === undefined ? null : findReplaced(before.nodes, snapshot.nodes, isSameNode);
  const edges = before === undefined ? null : findReplaced(before.edges, snapshot.edges, isSameEdge);
  const base = before === undefined ? undefined : indexes.get(before);
  const index = new Index(
    base === undefined || nodes === null
      ? new Map(snapshot.nodes.map((node) => [node.id, node]))
      : replaceNodes(base.nodes, nodes),
    toGroups(snapshot.edges, base?.edgesByDependent, edges, (edge) => edge.to),
    toGroups(snapshot.edges, base?.edgesByDependency, edges, (edge) => edge.from),
  );
  indexes.set(snapshot, index);
  last = new WeakRef(snapshot);
  return index;
}

/** Finds what stands in the place of another with the same name; null where that is not all that differs. */
function findReplaced<Item>(
  before: readonly Item[],
  next: readonly Item[],
  isSame: (a: Item, b: Item) => boolean,
): ReadonlyMap<Item, Item> | null {
  const replaced = new Map<Item, Item>();
  const places = findReplacedPlaces(before, next);
  if (places === null) return null;
  for (const at of places) {
    const [old, item] = [before[at], next[at]];
    if (old === undefined || item === undefined || !isSame(old, item)) return null;
    replaced.set(old, item);
  }
  return replaced;
}

function replaceNodes(
  nodes: SnapshotIndex["nodes"],
  replaced: ReadonlyMap<GraphNode, GraphNode>,
): SnapshotIndex["nodes"] {
  return OverlaidMap.replace(nodes, new Map([...replaced.values()].map((node) => [node.id, node])));
}

function replaceEdges(
  groups: ReadonlyMap<ObjectId, readonly GraphEdge[]>,
  replaced: ReadonlyMap<GraphEdge, GraphEdge>,
  toKey: (edge: GraphEdge) => ObjectId,
): ReadonlyMap<ObjectId, readonly GraphEdge[]> {
  const keys = new Set([...replaced.values()].map(toKey));
  const changed = [...keys].map((key): [ObjectId, readonly GraphEdge[]] => [
    key,
    (groups.get(key) ?? []).map((edge) => replaced.get(edge) ?? edge),
  ]);
  return OverlaidMap.replace(groups, new Map(changed));
}

function isSameNode(a: GraphNode, b: GraphNode): boolean {
  return a.id === b.id;
}

function isSameEdge(a: GraphEdge, b: GraphEdge): boolean {
  return a.from === b.from && a.to === b.to;
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
