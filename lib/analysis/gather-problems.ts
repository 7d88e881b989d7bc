import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode, Problem } from "#lib/graph/model.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { NO_CAUSES, toCauseKey } from "./cause-sets.ts";
import type { Census } from "./census.ts";
import type { Causes } from "./find-causes.ts";
import { isPassing, isStuck } from "./problem-times.ts";

/** All that speaks of one cause: those it is, those that wait for it, those that fail by it; nodes in their order. */
export interface Gathered {
  readonly cause: Pick<Problem, "kind" | "nodes">;
  readonly blocked: readonly GraphNode[];
  readonly failed: readonly GraphNode[];
}

/** As `Gathered`, the nodes by number. */
interface Numbers {
  readonly cause: Gathered["cause"];
  readonly blocked: number[];
  readonly failed: number[];
}

/** Gathers, by cause, what is a problem: every root cause, every failure that holds up nobody, and what stays blocked. */
export function gatherProblems(
  graph: Graph,
  nodes: readonly GraphNode[],
  { sets, setOf }: Causes,
  census: Census,
  now: number,
): ReadonlyMap<string, Gathered> {
  const byCause = new Map<string, Numbers>();
  const gather = (cause: Gathered["cause"]) => {
    const key = toCauseKey(cause);
    const known = byCause.get(key);
    if (known !== undefined) return known;
    const made: Numbers = { cause, blocked: [], failed: [] };
    byCause.set(key, made);
    return made;
  };
  for (const [set, numbers] of groupBy([...census.blocked, ...census.failed], (number) => at(setOf, number))) {
    for (const cause of sets.list(set)) {
      const { blocked, failed } = gather(cause);
      for (const number of numbers) (nodes[number]?.state === "blocked" ? blocked : failed).push(number);
    }
    if (set !== NO_CAUSES) continue;
    for (const number of numbers) {
      const node = nodes[number];
      if (node?.state === "failed") gather({ kind: "failed", nodes: [node.id] }).failed.push(number);
      else if (node !== undefined && isStuck(number, graph, now)) {
        gather({ kind: "waiting", nodes: [node.id] }).blocked.push(number);
      }
    }
  }
  const problems = new Map<string, Gathered>();
  for (const [key, { cause, blocked, failed }] of byCause) {
    const one = { cause, blocked: toNodes(blocked, nodes), failed: toNodes(failed, nodes) };
    if (isProblem(one, graph, now)) problems.set(key, one);
  }
  return problems;
}

/** What is being worked on is no problem, nor what is behind for a moment only, nor what waits for it. */
function isProblem({ cause, blocked, failed }: Gathered, graph: Graph, now: number): boolean {
  if (cause.kind === "waiting") return blocked[0]?.id === cause.nodes[0];
  return cause.kind !== "revision" || failed.length > 0 || !isPassing(cause.nodes, blocked, graph, now);
}

function toNodes(numbers: number[], nodes: readonly GraphNode[]): readonly GraphNode[] {
  if (numbers.length > 1) numbers.sort((a, b) => a - b);
  const found: GraphNode[] = [];
  for (const number of numbers) {
    const node = nodes[number];
    if (node !== undefined) found.push(node);
  }
  return found;
}
