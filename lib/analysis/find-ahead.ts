import { parseDuration } from "#lib/flux/duration.ts";
import { DEPENDENCY_CHECK_SECONDS } from "#lib/flux/timing.ts";
import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Ahead, CriticalPath, GraphNode } from "#lib/graph/model.ts";
import type { Present } from "#lib/graph/present.ts";
import type { Census } from "./census.ts";
import { type HeldGraph, isHolding } from "./held-graph.ts";

/** By number: how long it takes until each waiting node may be ready; and the way that takes longest. */
export interface AheadFinding {
  readonly ofNodes: ReadonlyMap<number, Ahead>;
  readonly longest: CriticalPath | null;
}

/** The way to a node that takes longest. */
interface Way {
  readonly checks: number;
  readonly seconds: number;
  /** Milliseconds since the epoch; NaN while something has to be mended first. */
  readonly end: number;
  /** The node before it, or −1. */
  readonly before: number;
}

/**
 * Finds how long what waits will take at most: nothing wakes a dependent, so that each hop costs a dependency check of
 * up to 30 s, and then its own pass (flux-semantics §3). What waits for itself never comes, and has no such time.
 */
export function findAhead(graph: Graph, held: HeldGraph, census: Census): AheadFinding {
  const ways = new Map<number, Way>();
  const never = new Set<number>();
  for (const number of census.progressing) {
    const node = graph.nodes[number];
    if (node !== undefined) ways.set(number, toOwnWay(node, graph.objects[number]));
  }
  for (const [group, members] of held.groups.entries()) {
    const [number = 0] = members;
    if (held.isKnot[group] === true) {
      for (const member of members) {
        never.add(member);
        ways.delete(member);
      }
    } else if (graph.nodes[number]?.state === "blocked") {
      const way = findWay(number, graph, ways, never);
      if (way === null) never.add(number);
      else ways.set(number, way);
    }
  }
  const toTime = createTimeWriter();
  const toAhead = ({ checks, seconds, end }: Way): Ahead => ({ checks, seconds, at: toTime(end) });
  return {
    ofNodes: new Map([...ways].map(([number, way]) => [number, toAhead(way)])),
    longest: findLongest(ways, graph, toAhead),
  };
}

/** Nobody knows when an expression will hold. */
const UNKNOWN_WAY: Way = { checks: 0, seconds: 0, end: Number.NaN, before: -1 };

function findWay(number: number, graph: Graph, ways: ReadonlyMap<number, Way>, never: ReadonlySet<number>): Way | null {
  const { up } = graph.structure.links;
  let longest: Way | null = null;
  let end = Number.NEGATIVE_INFINITY;
  for (let place = at(up.starts, number); place < at(up.starts, number + 1); place++) {
    const edge = graph.edges[at(up.links, place)];
    const dependency = at(up.targets, place);
    const other = graph.nodes[dependency];
    if (edge === undefined || other === undefined || !isHolding(edge)) continue;
    const isByExpression = edge.rule === "expression";
    if (!isByExpression && never.has(dependency)) return null;
    const way = isByExpression ? UNKNOWN_WAY : (ways.get(dependency) ?? toOwnWay(other, graph.objects[dependency]));
    // One that has to be mended first makes the end unknown: NaN outlasts every maximum.
    end = Math.max(end, way.end);
    // What an expression looks at need not come before it: the path does not go on there.
    if (longest === null || isLonger(way, longest)) longest = { ...way, before: isByExpression ? -1 : dependency };
  }
  const own = DEPENDENCY_CHECK_SECONDS + readPassSeconds(graph.objects[number]);
  // With nothing left that holds it up, it goes on at its next check.
  if (longest === null) {
    const checked = Date.parse(graph.nodes[number]?.next.at ?? "") - DEPENDENCY_CHECK_SECONDS * 1000;
    return { checks: 1, seconds: own, end: checked + own * 1000, before: -1 };
  }
  return { checks: longest.checks + 1, seconds: longest.seconds + own, end: end + own * 1000, before: longest.before };
}

function isLonger(way: Way, than: Way): boolean {
  return way.seconds > than.seconds || (way.seconds === than.seconds && way.checks > than.checks);
}

/** A node that waits for nobody: its pass, which has begun where it is being worked on. */
function toOwnWay(node: GraphNode, present: Present | null | undefined): Way {
  const seconds = readPassSeconds(present);
  const began = node.state === "progressing" ? Date.parse(node.activity?.since ?? node.since ?? "") : Number.NaN;
  return { checks: 0, seconds, end: began + seconds * 1000, before: -1 };
}

/** How long the last pass that succeeded took, in seconds; 0 where none is known. */
function readPassSeconds(present: Present | null | undefined): number {
  const history = present?.parsed?.status.history ?? [];
  const passed = history.find((entry) => entry.lastReconciledStatus === "ReconciliationSucceeded");
  return Math.ceil(parseDuration(passed?.lastReconciledDuration ?? "") ?? 0);
}

/** Many end at the same moment, which is written once. */
function createTimeWriter(): (time: number) => string | null {
  const written = new Map<number, string>();
  return (time) => {
    if (Number.isNaN(time)) return null;
    const text = written.get(time) ?? new Date(time).toISOString();
    written.set(time, text);
    return text;
  };
}

function findLongest(
  ways: ReadonlyMap<number, Way>,
  { structure }: Graph,
  toAhead: (way: Way) => Ahead,
): CriticalPath | null {
  let [last, longest]: [number, Way | null] = [-1, null];
  for (const [number, way] of ways) {
    const isFirst = longest !== null && !isLonger(longest, way) && number < last;
    if (longest === null || isLonger(way, longest) || isFirst) [last, longest] = [number, way];
  }
  if (longest === null) return null;
  const path: number[] = [];
  for (let number = last; number !== -1; number = ways.get(number)?.before ?? -1) path.push(number);
  return { nodes: path.reverse().flatMap((number) => structure.links.ids[number] ?? []), ...toAhead(longest) };
}
