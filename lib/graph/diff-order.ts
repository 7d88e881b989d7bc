import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cycle, GraphEdge, GraphNode, Snapshot } from "./model.ts";
import { compareText } from "./patch.ts";
import { indexSnapshot } from "./snapshot-index.ts";

/** A node that stands in another wave than before. */
export interface MovedNode {
  readonly id: ObjectId;
  readonly before: number;
  readonly after: number;
}

export type Link = Pick<GraphEdge, "from" | "to">;

/** What a change does to the order of things. All lists are sorted. */
export interface OrderDiff {
  readonly added: readonly ObjectId[];
  readonly removed: readonly ObjectId[];
  /** There before and after, with another spec. */
  readonly changed: readonly ObjectId[];
  readonly edges: { readonly added: readonly Link[]; readonly removed: readonly Link[] };
  readonly moved: readonly MovedNode[];
  /** Cycles that were not there before, and those that are gone. */
  readonly cycles: { readonly added: readonly Cycle[]; readonly removed: readonly Cycle[] };
  /** Named in a dependsOn and not there: since the change, and no longer. */
  readonly missing: { readonly added: readonly ObjectId[]; readonly removed: readonly ObjectId[] };
  /** Everything that runs again, or waits for what does: the touched nodes and all behind them, after the change. */
  readonly touched: readonly ObjectId[];
  readonly behind: readonly ObjectId[];
  /** How many waves there are. */
  readonly waves: { readonly before: number; readonly after: number };
}

type Graph = Pick<Snapshot, "nodes" | "edges" | "cycles">;

/** Compares two graphs; `isChanged` tells of a node that is in both whether its object says something else. */
export function diffOrder(before: Graph, after: Graph, isChanged: (id: ObjectId) => boolean): OrderDiff {
  const [old, now] = [findPresent(before), findPresent(after)];
  const added = difference(now.keys(), old);
  const removed = difference(old.keys(), now);
  const changed = [...now.keys()].filter((id) => old.has(id) && isChanged(id)).sort(compareText);
  const edges = { added: differenceOfEdges(after, before), removed: differenceOfEdges(before, after) };
  const touched = findTouched([...added, ...changed], edges, now);
  return {
    added,
    removed,
    changed,
    edges,
    moved: findMoved(old, now),
    cycles: { added: differenceOfCycles(after, before), removed: differenceOfCycles(before, after) },
    missing: {
      added: difference(findMissing(after), new Set(findMissing(before))),
      removed: difference(findMissing(before), new Set(findMissing(after))),
    },
    touched,
    behind: findBehind(touched, after),
    waves: { before: countWaves(before), after: countWaves(after) },
  };
}

/** Whether a change does nothing to the order, nor to any object. */
export function isSameOrder({ added, removed, changed, edges, missing }: OrderDiff): boolean {
  return [added, removed, changed, edges.added, edges.removed, missing.added, missing.removed].every(
    (list) => list.length === 0,
  );
}

function findPresent({ nodes }: Graph): ReadonlyMap<ObjectId, GraphNode> {
  return new Map(nodes.filter(({ state }) => state !== "missing").map((node) => [node.id, node]));
}

function findMissing({ nodes }: Graph): readonly ObjectId[] {
  return nodes.filter(({ state }) => state === "missing").map(({ id }) => id);
}

function difference(ids: Iterable<ObjectId>, others: { has(id: ObjectId): boolean }): readonly ObjectId[] {
  return [...ids].filter((id) => !others.has(id)).sort(compareText);
}

function differenceOfEdges({ edges }: Graph, others: Graph): readonly Link[] {
  const known = new Set(others.edges.map(toKey));
  return edges
    .filter((edge) => !known.has(toKey(edge)))
    .map(({ from, to }) => ({ from, to }))
    .sort((a, b) => compareText(toKey(a), toKey(b)));
}

function toKey({ from, to }: Link): string {
  return `${from}\n${to}`;
}

/** A cycle is another one when its members are others. */
function differenceOfCycles({ cycles }: Graph, others: Graph): readonly Cycle[] {
  const known = new Set(others.cycles.map(({ nodes }) => nodes.join("\n")));
  return cycles.filter(({ nodes }) => !known.has(nodes.join("\n")));
}

function findMoved(old: ReadonlyMap<ObjectId, GraphNode>, now: ReadonlyMap<ObjectId, GraphNode>): readonly MovedNode[] {
  return [...now.values()]
    .flatMap(({ id, wave, inCycle }): readonly MovedNode[] => {
      const before = old.get(id);
      // Members of a cycle share one wave, which says nothing of an order among them.
      if (before === undefined || inCycle || before.inCycle || before.wave === wave) return [];
      return [{ id, before: before.wave, after: wave }];
    })
    .sort((a, b) => compareText(a.id, b.id));
}

/** What has a new object, or waits for other things than before. */
function findTouched(
  ids: readonly ObjectId[],
  edges: OrderDiff["edges"],
  now: ReadonlyMap<ObjectId, GraphNode>,
): readonly ObjectId[] {
  const dependents = [...edges.added, ...edges.removed].map(({ to }) => to).filter((id) => now.has(id));
  return [...new Set([...ids, ...dependents])].sort(compareText);
}

/** From all of them at once, so that each node is met once. */
function findBehind(touched: readonly ObjectId[], after: Graph): readonly ObjectId[] {
  const { dependents } = indexSnapshot(after);
  const met = new Set(touched);
  for (const id of met) for (const { to } of dependents.get(id) ?? []) met.add(to);
  for (const id of touched) met.delete(id);
  return [...met].sort(compareText);
}

function countWaves({ nodes }: Graph): number {
  return nodes.reduce((most, { wave }) => Math.max(most, wave + 1), 0);
}
