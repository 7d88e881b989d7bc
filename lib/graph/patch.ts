import type { ObjectId } from "#lib/flux/object-id.ts";
import { isEqual } from "./equal.ts";
import { applyListEdits, diffLists, type ListEdit } from "./list-edits.ts";
import type { Finding, GraphEdge, GraphNode, Problem, Snapshot, SnapshotPatch } from "./model.ts";
import { noteReplacedPlaces } from "./replaced-places.ts";

const WHOLE_PARTS = ["clusters", "cycles", "counts", "ahead"] as const;

/** Gives what turns one snapshot into the next, or null when their content (all but `revision` and `at`) is equal. */
export function diffSnapshots(previous: Snapshot, next: Snapshot): SnapshotPatch | null {
  const nodes = diffSorted(previous.nodes, next.nodes, compareNodes);
  const edges = diffSorted(previous.edges, next.edges, compareEdges);
  const parts = { ...findChangedParts(previous, next), ...findChangedLists(previous, next) };
  if (nodes === null && edges === null && Object.keys(parts).length === 0) return null;
  return {
    from: previous.revision,
    to: next.revision,
    at: next.at,
    ...(nodes && { nodes: { set: nodes.set, remove: nodes.remove.map(({ id }) => id) } }),
    ...(edges && { edges: { set: edges.set, remove: edges.remove.map(({ from, to }) => ({ from, to })) } }),
    ...parts,
  };
}

/**
 * Turns the snapshot `patch.from` into `patch.to`; all that the patch does not name keeps its identity.
 * Throws a RangeError when the snapshot is not the one that the patch starts from.
 */
export function applyPatch(snapshot: Snapshot, patch: SnapshotPatch): Snapshot {
  if (snapshot.revision !== patch.from) {
    throw new RangeError(`the patch starts from revision ${patch.from}, not from ${snapshot.revision}`);
  }
  const { from: _from, to, at, nodes, edges, edits, ...parts } = patch;
  const goneNodes = new Set(nodes?.remove);
  const goneEdges = new Set(edges?.remove.map(toEdgeKey));
  return {
    ...snapshot,
    ...parts,
    ...(edits?.problems && { problems: applyListEdits(snapshot.problems, edits.problems) }),
    ...(edits?.findings && { findings: applyListEdits(snapshot.findings, edits.findings) }),
    revision: to,
    at,
    nodes: nodes
      ? applySorted(snapshot.nodes, nodes, (node) => goneNodes.size > 0 && goneNodes.has(node.id), compareNodes)
      : snapshot.nodes,
    edges: edges
      ? applySorted(snapshot.edges, edges, (edge) => goneEdges.size > 0 && goneEdges.has(toEdgeKey(edge)), compareEdges)
      : snapshot.edges,
  };
}

/** Gives `next` with every node, edge and part that equals the one before replaced by that very object. */
export function shareStructure(previous: Snapshot, next: Snapshot): Snapshot {
  const patch = diffSnapshots(previous, next);
  return patch === null
    ? { ...previous, revision: next.revision, at: next.at }
    : applyPatch(previous, { ...patch, from: previous.revision });
}

type WholePart = (typeof WHOLE_PARTS)[number];

function findChangedParts(previous: Snapshot, next: Snapshot): Pick<SnapshotPatch, WholePart> {
  const changed = WHOLE_PARTS.filter((part) => !isEqual(previous[part], next[part]));
  return Object.fromEntries(changed.map((part) => [part, next[part]]));
}

type Lists = Pick<SnapshotPatch, "problems" | "findings" | "edits">;

/** Of ten thousand nodes the lists are long, and one change touches few of their items. */
function findChangedLists(previous: Snapshot, next: Snapshot): Lists {
  const problems = diffLists(previous.problems, next.problems, ({ id }) => id);
  const findings = diffLists(previous.findings, next.findings, toFindingKey);
  const wholly = {
    ...(problems !== null && isMostlyNew(problems, next.problems) && { problems: next.problems }),
    ...(findings !== null && isMostlyNew(findings, next.findings) && { findings: next.findings }),
  };
  const edits = {
    ...(problems !== null && wholly.problems === undefined && { problems }),
    ...(findings !== null && wholly.findings === undefined && { findings }),
  };
  return { ...wholly, ...(Object.keys(edits).length > 0 && { edits }) };
}

function isMostlyNew<Item extends Problem | Finding>(edits: readonly ListEdit<Item>[], next: readonly Item[]): boolean {
  return edits.reduce((sum, { insert }) => sum + insert.length, 0) * 2 > next.length;
}

function toFindingKey({ rule, nodes }: Finding): string {
  return `${rule}\n${nodes.join("\n")}`;
}

/** The order of nodes in a snapshot. */
export function compareNodes(a: GraphNode, b: GraphNode): number {
  return compareText(a.id, b.id);
}

/** The order of edges in a snapshot: by dependency, then by dependent. */
export function compareEdges(a: { from: ObjectId; to: ObjectId }, b: { from: ObjectId; to: ObjectId }): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}

/** Compares by code unit, so that the order is the same on every machine. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Names an edge by its two ends; ids hold no line break. */
export function toEdgeKey({ from, to }: Pick<GraphEdge, "from" | "to">): string {
  return `${from}\n${to}`;
}

function diffSorted<Item>(
  previous: readonly Item[],
  next: readonly Item[],
  compare: (a: Item, b: Item) => number,
): { set: Item[]; remove: Item[] } | null {
  const set: Item[] = [];
  const remove: Item[] = [];
  let at = 0;
  for (const item of next) {
    let old = previous[at];
    if (old === item) {
      at++;
      continue;
    }
    while (old !== undefined && compare(old, item) < 0) {
      remove.push(old);
      old = previous[++at];
    }
    if (old === undefined || compare(old, item) > 0) set.push(item);
    else {
      if (!isEqual(old, item)) set.push(item);
      at++;
    }
  }
  for (; at < previous.length; at++) remove.push(previous[at] as Item);
  return set.length === 0 && remove.length === 0 ? null : { set, remove };
}

/** Where nothing comes or goes, a few items are found and replaced; else the lists are gone through from end to end. */
function applySorted<Item>(
  items: readonly Item[],
  { set, remove }: { readonly set: readonly Item[]; readonly remove: readonly unknown[] },
  isGone: (item: Item) => boolean,
  compare: (a: Item, b: Item) => number,
): readonly Item[] {
  const isFew = set.length * 16 < items.length;
  return (
    (remove.length === 0 && isFew ? replaceSorted(items, set, compare) : null) ??
    mergeSorted(items, set, isGone, compare)
  );
}

/** Null where one of them is not there yet. */
function replaceSorted<Item>(
  items: readonly Item[],
  set: readonly Item[],
  compare: (a: Item, b: Item) => number,
): readonly Item[] | null {
  const replaced = items.slice();
  const places = new Set<number>();
  for (const item of set) {
    let [from, to] = [0, items.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = items[middle];
      if (other !== undefined && compare(other, item) < 0) from = middle + 1;
      else to = middle;
    }
    const found = items[from];
    if (found === undefined || compare(found, item) !== 0) return null;
    replaced[from] = item;
    if (found !== item) places.add(from);
  }
  noteReplacedPlaces(
    items,
    replaced,
    [...places].sort((a, b) => a - b),
  );
  return replaced;
}

function mergeSorted<Item>(
  items: readonly Item[],
  set: readonly Item[],
  isGone: (item: Item) => boolean,
  compare: (a: Item, b: Item) => number,
): readonly Item[] {
  const merged: Item[] = [];
  let at = 0;
  for (const item of items) {
    let changed = set[at];
    while (changed !== undefined && compare(changed, item) < 0) {
      merged.push(changed);
      changed = set[++at];
    }
    if (changed !== undefined && compare(changed, item) === 0) {
      merged.push(changed);
      at++;
    } else if (!isGone(item)) merged.push(item);
  }
  for (const item of set.slice(at)) merged.push(item);
  return merged;
}
