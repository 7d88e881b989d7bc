import { at, toAdjacency } from "./adjacency.ts";
import { findFeedbackEdges } from "./feedback-edges.ts";
import type { Links } from "./links.ts";
import { findKnots } from "./strong-components.ts";
import type { HealthLinks } from "./structure.ts";

/** Nodes that wait for each other, whatever their states; all by number. */
export interface StructuralCycle {
  /** Rising. */
  readonly nodes: readonly number[];
  /** The dependsOn edges between them. */
  readonly edges: readonly number[];
  /** The health checks between them: those that close a hidden cycle, none in any other. */
  readonly checks: readonly number[];
  readonly isHidden: boolean;
  readonly cut: StructuralCut;
  /** A shortest way round that goes over the cut: from its dependent to its dependency. */
  readonly loop: readonly number[];
}

export interface StructuralCut {
  /** Index of the dependsOn edge, or of the health check where `isCheck`. */
  readonly link: number;
  readonly isCheck: boolean;
  /** Whether the cycle is undone by it alone. */
  readonly undoes: boolean;
}

interface Ends {
  readonly from: Int32Array;
  readonly to: Int32Array;
}

/** Describes the cycles by dependsOn alone, given by their members, and finds those that only a health check closes; linear. */
export function findStructuralCycles(
  links: Links,
  health: HealthLinks,
  ordinary: readonly (readonly number[])[],
): readonly StructuralCycle[] {
  const count = links.ids.length;
  const edges: Ends = links;
  const checks: Ends = { from: health.children, to: health.parents };
  if (ordinary.length === 0 && checks.from.length === 0) return [];
  const sizeAt = new Map(ordinary.map((nodes) => [nodes[0], nodes.length]));
  const both =
    checks.from.length === 0
      ? []
      : findKnots(toAdjacency(count, join(edges.from, checks.from), join(edges.to, checks.to)));
  // Members that wait for each other without any health check are no hidden cycle.
  const hidden = both.filter((nodes) => sizeAt.get(nodes[0]) !== nodes.length);
  const edgesOf = gather(count, ordinary, edges);
  const hiddenEdgesOf = gather(count, hidden, edges);
  const checksOf = gather(count, hidden, checks);
  return [
    ...ordinary.map((nodes, place) => toCycle(nodes, edgesOf[place] ?? [], [], edges, checks)),
    ...hidden.map((nodes, place) => toCycle(nodes, hiddenEdgesOf[place] ?? [], checksOf[place] ?? [], edges, checks)),
  ].sort((a, b) => at0(a.nodes) - at0(b.nodes) || a.nodes.length - b.nodes.length);
}

function toCycle(
  nodes: readonly number[],
  own: readonly number[],
  ownChecks: readonly number[],
  edges: Ends,
  checks: Ends,
): StructuralCycle {
  const local = new Map(nodes.map((node, index) => [node, index]));
  const pick = (end: keyof Ends) => [
    ...own.map((edge) => at(edges[end], edge)),
    ...ownChecks.map((one) => at(checks[end], one)),
  ];
  const from = Int32Array.from(pick("from"), (node) => local.get(node) ?? 0);
  const to = Int32Array.from(pick("to"), (node) => local.get(node) ?? 0);
  const undoing = findFeedbackEdges(nodes.length, from, to);
  const chosen = chooseCut(nodes.length, from, to, own.length, undoing);
  const isCheck = chosen >= own.length;
  return {
    nodes,
    edges: own,
    checks: ownChecks,
    isHidden: ownChecks.length > 0,
    cut: {
      link: (isCheck ? ownChecks[chosen - own.length] : own[chosen]) ?? 0,
      isCheck,
      undoes: undoing.includes(chosen),
    },
    loop: findWay(nodes.length, from, to, at(to, chosen), at(from, chosen)).flatMap((index) => nodes[index] ?? []),
  };
}

/**
 * Of the edges that undo the cycle the one to take: a dependsOn before a health check; in a hidden cycle one of a child
 * on the parent that checks it, for it comes after its parent anyway; then the one whose dependent has most other
 * dependencies in the cycle; then the last, so that the answer does not change from one moment to the next.
 */
function chooseCut(
  count: number,
  from: Int32Array,
  to: Int32Array,
  dependsOn: number,
  undoing: readonly number[],
): number {
  const dependencies = new Int32Array(count);
  const checked = new Set<number>();
  for (let link = 0; link < from.length; link++) {
    if (link < dependsOn) dependencies[at(to, link)] = at(dependencies, at(to, link)) + 1;
    else checked.add(at(to, link) * count + at(from, link));
  }
  const rate = (link: number) => {
    if (link >= dependsOn) return -1;
    const isOwnChild = checked.has(at(from, link) * count + at(to, link));
    return at(dependencies, at(to, link)) + (isOwnChild ? count : 0);
  };
  const candidates = undoing.length > 0 ? undoing : Array.from(from, (_, link) => link);
  const isBetter = (link: number, best: number) => rate(link) - rate(best) || at(to, link) - at(to, best);
  return candidates.reduce((best, link) => (isBetter(link, best) > 0 ? link : best));
}

/** A shortest way between two nodes, both included, breadth first. */
function findWay(count: number, from: Int32Array, to: Int32Array, start: number, end: number): readonly number[] {
  const { starts, targets } = toAdjacency(count, from, to);
  const before = new Int32Array(count).fill(-1);
  const open = [start];
  for (const node of open) {
    if (node === end) break;
    for (let place = at(starts, node); place < at(starts, node + 1); place++) {
      const target = at(targets, place);
      if (target === start || before[target] !== -1) continue;
      before[target] = node;
      open.push(target);
    }
  }
  const way = [end];
  for (let node = end; node !== start; ) {
    node = at(before, node);
    way.push(node);
  }
  return way.reverse();
}

/** Lists, of each group, the links with both ends in it. */
function gather(count: number, groups: readonly (readonly number[])[], { from, to }: Ends): readonly number[][] {
  const groupOf = new Int32Array(count).fill(-1);
  for (const [index, nodes] of groups.entries()) for (const node of nodes) groupOf[node] = index;
  const gathered: number[][] = groups.map(() => []);
  for (let link = 0; link < from.length; link++) {
    const group = at(groupOf, at(from, link));
    if (group >= 0 && group === at(groupOf, at(to, link))) gathered[group]?.push(link);
  }
  return gathered;
}

function join(a: Int32Array, b: Int32Array): Int32Array {
  const joined = new Int32Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}

function at0(nodes: readonly number[]): number {
  return nodes[0] ?? 0;
}
