import type { ObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge, GraphNode } from "#lib/graph/model.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/** One line of the tree from a node up to what holds it up. */
export type WhyLine = { readonly depth: number } & (
  | { readonly kind: "node"; readonly node: GraphNode; readonly edge: GraphEdge | null; readonly isCause: boolean }
  /** Its own part of the tree stands further up already. */
  | { readonly kind: "seen"; readonly node: GraphNode }
  /** Leads back to one that it stands under. */
  | { readonly kind: "back"; readonly node: GraphNode }
  | { readonly kind: "source"; readonly id: ObjectId }
  | { readonly kind: "left-out"; readonly count: number }
);

/** More lines than this nobody reads; then only the shortest way to each cause is given. */
const MOST_LINES = 80;
const MOST_CAUSES = 10;
/** Of a longer way, its beginning and its end. */
const SHOWN_OF_WAY = 12;

/**
 * Builds the tree from a node through everything that holds it up to the causes, each node once. Where that is more
 * than can be read, it is the shortest way to each cause instead, with the middle of a long one left out.
 */
export function buildWhyTree(start: GraphNode, index: SnapshotIndex, isWhole = false): readonly WhyLine[] {
  const whole = buildWholeTree(start, index);
  return isWhole || whole.length <= MOST_LINES ? whole : buildWays(start, index);
}

function buildWholeTree(start: GraphNode, index: SnapshotIndex): readonly WhyLine[] {
  const lines: WhyLine[] = [];
  const shown = new Set<ObjectId>();
  /** From the start down to the node at hand. */
  const way: ObjectId[] = [];
  const onWay = new Set<ObjectId>();
  const open: { node: GraphNode; edge: GraphEdge | null; depth: number }[] = [{ node: start, edge: null, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { node, edge, depth } = next;
    for (const left of way.splice(depth)) onWay.delete(left);
    if (onWay.has(node.id)) lines.push({ kind: "back", depth, node });
    else if (shown.has(node.id)) lines.push({ kind: "seen", depth, node });
    else {
      const goesOn = isPassedThrough(node, edge);
      lines.push({ kind: "node", depth, node, edge, isCause: edge !== null && !goesOn });
      shown.add(node.id);
      way.push(node.id);
      onWay.add(node.id);
      for (const source of findSources(node)) lines.push({ kind: "source", depth: depth + 1, id: source });
      const above = goesOn ? findHolding(node.id, index) : [];
      for (const held of above.toReversed()) {
        const dependency = index.nodes.get(held.from);
        if (dependency !== undefined) open.push({ node: dependency, edge: held, depth: depth + 1 });
      }
    }
  }
  return lines;
}

/** Breadth first, so that each node is reached over the fewest others. */
function buildWays(start: GraphNode, index: SnapshotIndex): readonly WhyLine[] {
  const over = new Map<ObjectId, GraphEdge>();
  const causes: GraphNode[] = [];
  const open = [start];
  for (const node of open) {
    for (const edge of findHolding(node.id, index)) {
      const dependency = index.nodes.get(edge.from);
      if (dependency === undefined || dependency === start || over.has(dependency.id)) continue;
      over.set(dependency.id, edge);
      if (isPassedThrough(dependency, edge)) open.push(dependency);
      else causes.push(dependency);
    }
  }
  // In a cycle nobody is a cause by itself: then its member furthest away ends the way.
  const ends = causes.length > 0 ? causes : open.slice(-1);
  const ways = ends.slice(0, MOST_CAUSES).flatMap((end) => toWay(end, start, over, index));
  const rest = ends.length - MOST_CAUSES;
  return [
    { kind: "node", depth: 0, node: start, edge: null, isCause: false },
    ...ways,
    ...(rest > 0 ? [{ kind: "left-out" as const, depth: 1, count: rest }] : []),
  ];
}

function toWay(
  end: GraphNode,
  start: GraphNode,
  over: ReadonlyMap<ObjectId, GraphEdge>,
  index: SnapshotIndex,
): readonly WhyLine[] {
  const steps: { node: GraphNode; edge: GraphEdge }[] = [];
  for (let node: GraphNode | undefined = end; node !== undefined && node !== start; ) {
    const edge = over.get(node.id);
    if (edge === undefined) break;
    steps.push({ node, edge });
    node = index.nodes.get(edge.to);
  }
  steps.reverse();
  const isLong = steps.length > SHOWN_OF_WAY;
  const half = SHOWN_OF_WAY / 2;
  const shown = isLong ? [...steps.slice(0, half), ...steps.slice(-half)] : steps;
  const lines = shown.map(({ node, edge }, at): WhyLine => {
    const depth = at + 1 + (isLong && at >= half ? 1 : 0);
    return { kind: "node", depth, node, edge, isCause: node === end };
  });
  if (isLong) lines.splice(half, 0, { kind: "left-out", depth: half + 1, count: steps.length - shown.length });
  return lines;
}

/** Whether the search goes on above a node: it is blocked, and what blocks its dependent is not an expression of theirs. */
function isPassedThrough({ state }: GraphNode, edge: GraphEdge | null): boolean {
  return state === "blocked" && edge?.rule !== "expression";
}

function findHolding(id: ObjectId, index: SnapshotIndex): readonly GraphEdge[] {
  return (index.dependencies.get(id) ?? []).filter(({ state }) => state === "blocking" || state === "missing");
}

function findSources({ state, causes }: GraphNode): readonly ObjectId[] {
  if (state !== "failed") return [];
  return causes.flatMap((cause) => (cause.kind === "source" ? cause.nodes : []));
}
