import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, NodeState, Snapshot } from "#lib/graph/model.ts";
import { findReplacedPlaces } from "#lib/graph/replaced-places.ts";
import { indexSnapshot, type SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findAround, findBetween, type Side } from "#lib/graph/traversal.ts";

/** What is asked for; an empty list or text asks for everything. */
export interface NodeFilter {
  readonly states: readonly NodeState[];
  readonly namespaces: readonly string[];
  readonly query: string;
  readonly focus: ObjectId | null;
  readonly side: Side;
}

export interface VisibleNodes {
  /** Those that pass the filter themselves. */
  readonly matches: ReadonlySet<ObjectId>;
  /** Those to show: the matches and, where states are asked for, the way from their causes to them. */
  readonly visible: ReadonlySet<ObjectId>;
  /** Whether anything is asked for at all. */
  readonly isFiltered: boolean;
}

/** Whether a node passes states, namespaces and each word of the query (in name, namespace or message). */
export function matchNode(node: GraphNode, filter: Omit<NodeFilter, "focus" | "side">): boolean {
  if (filter.states.length > 0 && !filter.states.includes(node.state)) return false;
  if (filter.namespaces.length > 0 && !filter.namespaces.includes(node.namespace)) return false;
  const text = `${node.namespace}/${node.name}\n${node.message}`.toLowerCase();
  return filter.query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Finds what passes a filter. A focus keeps the node and one side of it, or both. */
export function findVisibleNodes(snapshot: Snapshot, filter: NodeFilter): VisibleNodes {
  const isPlain = filter.states.length === 0 && filter.namespaces.length === 0 && filter.query.trim() === "";
  if (isPlain && filter.focus === null) return takeAll(snapshot);
  const index = indexSnapshot(snapshot);
  const focus = filter.focus !== null && index.nodes.has(filter.focus) ? filter.focus : null;
  const inFocus = focus === null ? null : findAround(index, focus, filter.side);
  const matches = new Set<ObjectId>();
  for (const node of snapshot.nodes) {
    if ((inFocus === null || inFocus.has(node.id)) && matchNode(node, filter)) matches.add(node.id);
  }
  return {
    matches,
    visible: filter.states.length === 0 ? matches : new Set([...matches, ...findWaysToCauses(index, matches)]),
    isFiltered:
      focus !== null || filter.states.length > 0 || filter.namespaces.length > 0 || filter.query.trim() !== "",
  };
}

let all: { readonly nodes: Snapshot["nodes"]; readonly result: VisibleNodes } | null = null;

/** Without a filter the answer is another only when other nodes are there, which a change of states does not make. */
function takeAll({ nodes }: Snapshot): VisibleNodes {
  const before = all?.nodes;
  if (all !== null && before === nodes) return all.result;
  if (all !== null && before !== undefined && isSameSet(before, nodes)) all = { nodes, result: all.result };
  else {
    const ids = new Set(nodes.map(({ id }) => id));
    all = { nodes, result: { matches: ids, visible: ids, isFiltered: false } };
  }
  return all.result;
}

function isSameSet(before: Snapshot["nodes"], nodes: Snapshot["nodes"]): boolean {
  if (before.length !== nodes.length) return false;
  const isSame = (at: number) => nodes[at]?.id === before[at]?.id;
  return findReplacedPlaces(before, nodes)?.every(isSame) ?? nodes.every((_, at) => isSame(at));
}

function* findWaysToCauses(index: SnapshotIndex, matches: ReadonlySet<ObjectId>): Iterable<ObjectId> {
  for (const id of matches) {
    const causes = index.nodes.get(id)?.causes ?? [];
    if (causes.length === 0) continue;
    yield* findBetween(
      index,
      causes.flatMap(({ nodes }) => nodes),
      id,
      (edge) => edge.state === "blocking" || edge.state === "missing",
    );
  }
}
