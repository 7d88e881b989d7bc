import { parseDuration } from "#lib/flux/duration.ts";
import { DEPENDENCY_CHECK_SECONDS } from "#lib/flux/timing.ts";
import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Ahead, CriticalPath, GraphNode } from "#lib/graph/model.ts";
import type { Present } from "#lib/graph/present.ts";
import { type HeldGraph, isHolding } from "./held-graph.ts";

/** By number: how long it takes until each waiting node may be ready; and the way that takes longest. */
export interface AheadFinding {
  readonly ofNodes: ReadonlyMap<number, Ahead>;
  readonly longest: CriticalPath | null;
}

interface Way extends Ahead {
  /** The node before it on the way that takes longest, or −1. */
  readonly before: number;
}

/**
 * Finds how long what waits will take at most: nothing wakes a dependent, so that each hop costs a dependency check of
 * up to 30 s, and then its own pass (flux-semantics §3). What waits for itself never comes, and has no such time.
 */
export function findAhead(graph: Graph, held: HeldGraph): AheadFinding {
  const ways = new Map<number, Way>();
  for (const [number, node] of graph.nodes.entries()) {
    if (node.state === "progressing") ways.set(number, toOwnWay(node, graph.objects[number]));
  }
  const never = new Set<number>();
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
  const ofNodes = new Map(
    [...ways].map(([number, { checks, seconds, at: end }]) => [number, { checks, seconds, at: end }]),
  );
  return { ofNodes, longest: findLongest(ways, graph) };
}

function findWay(number: number, graph: Graph, ways: ReadonlyMap<number, Way>, never: ReadonlySet<number>): Way | null {
  const { links } = graph.structure;
  const node = graph.nodes[number];
  if (node === undefined) return null;
  const own = readPassSeconds(graph.objects[number]);
  let longest: Way = { checks: 0, seconds: 0, at: addSeconds(node.next.at, -DEPENDENCY_CHECK_SECONDS), before: -1 };
  let [isHeld, isUnderWay] = [false, true];
  for (let place = at(links.up.starts, number); place < at(links.up.starts, number + 1); place++) {
    const edge = graph.edges[at(links.up.links, place)];
    const dependency = at(links.up.targets, place);
    const other = graph.nodes[dependency];
    if (edge === undefined || other === undefined || !isHolding(edge)) continue;
    if (never.has(dependency)) return null;
    const way = ways.get(dependency) ?? toOwnWay(other, graph.objects[dependency]);
    isUnderWay &&= way.at !== null;
    const isLater = way.seconds > longest.seconds || (way.seconds === longest.seconds && way.checks > longest.checks);
    const end = longest.at === null || (way.at !== null && way.at > longest.at) || !isHeld ? way.at : longest.at;
    longest = !isHeld || isLater ? { ...way, at: end, before: dependency } : { ...longest, at: end };
    isHeld = true;
  }
  const more = DEPENDENCY_CHECK_SECONDS + own;
  const end = isUnderWay ? addSeconds(longest.at, more) : null;
  return { checks: longest.checks + 1, seconds: longest.seconds + more, at: end, before: longest.before };
}

/** A node that waits for nobody: its pass, which has begun where it is being worked on. */
function toOwnWay(node: GraphNode, present: Present | null | undefined): Way {
  const seconds = readPassSeconds(present);
  const began = node.state === "progressing" ? (node.activity?.since ?? node.since) : null;
  return { checks: 0, seconds, at: addSeconds(began, seconds), before: -1 };
}

/** How long the last pass that succeeded took, in seconds; 0 where none is known. */
function readPassSeconds(present: Present | null | undefined): number {
  const passed = present?.parsed?.status.history.find(
    (entry) => entry.lastReconciledStatus === "ReconciliationSucceeded",
  );
  return Math.ceil(parseDuration(passed?.lastReconciledDuration ?? "") ?? 0);
}

function addSeconds(time: string | null, seconds: number): string | null {
  const start = Date.parse(time ?? "");
  return Number.isNaN(start) ? null : new Date(start + seconds * 1000).toISOString();
}

function findLongest(ways: ReadonlyMap<number, Way>, { structure }: Graph): CriticalPath | null {
  let last = -1;
  let longest: Way | null = null;
  for (const [number, way] of ways) {
    const isLonger =
      longest === null ||
      way.seconds > longest.seconds ||
      (way.seconds === longest.seconds &&
        (way.checks > longest.checks || (way.checks === longest.checks && number < last)));
    if (isLonger) [last, longest] = [number, way];
  }
  if (longest === null) return null;
  const path: number[] = [];
  for (let number = last; number !== -1; number = ways.get(number)?.before ?? -1) path.push(number);
  const nodes = path.reverse().flatMap((number) => structure.links.ids[number] ?? []);
  return { nodes, checks: longest.checks, seconds: longest.seconds, at: longest.at };
}
