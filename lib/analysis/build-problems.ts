import type { ObjectId } from "#lib/flux/object-id.ts";
import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode, Problem } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { NO_CAUSES, toCauseKey } from "./cause-sets.ts";
import type { Census } from "./census.ts";
import type { Causes } from "./find-causes.ts";
import { findFrozen } from "./find-frozen.ts";
import { findNext, isPassing, isStuck } from "./problem-times.ts";
import { toProblem } from "./to-problem.ts";

/** All that speaks of one cause: those it is, those that wait for it, those that fail by it; nodes in their order. */
export interface Gathered {
  readonly cause: Pick<Problem, "kind" | "nodes">;
  readonly blocked: readonly GraphNode[];
  readonly failed: readonly GraphNode[];
}

/** Makes one problem of every root cause, of every failure that holds up nobody yet, and of every frozen source. */
export function buildProblems(
  graph: Graph,
  nodes: readonly GraphNode[],
  { sets, setOf }: Causes,
  census: Census,
  now: number,
): readonly Problem[] {
  const gathered = new Map<string, Numbers>();
  const gather = (cause: Gathered["cause"]) => {
    const key = toCauseKey(cause);
    const known = gathered.get(key) ?? { cause, blocked: [], failed: [] };
    gathered.set(key, known);
    return known;
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
  const problems = [...gathered].flatMap(([id, { cause, ...numbers }]) => {
    const one = { cause, blocked: toNodes(numbers.blocked, nodes), failed: toNodes(numbers.failed, nodes) };
    return isProblem(one, graph, now) ? [toProblem(id, one, graph, nodes)] : [];
  });
  return [...problems, ...toFrozenProblems(graph, nodes, census)];
}

/** As `Gathered`, the nodes by number. */
interface Numbers {
  readonly cause: Gathered["cause"];
  readonly blocked: number[];
  readonly failed: number[];
}

/** What is being worked on is no problem, nor what is behind for a moment only, nor what waits for it. */
function isProblem({ cause, blocked, failed }: Gathered, graph: Graph, now: number): boolean {
  if (cause.kind === "waiting") return blocked[0]?.id === cause.nodes[0];
  return cause.kind !== "revision" || failed.length > 0 || !isPassing(cause.nodes, blocked, graph, now);
}

function toNodes(numbers: readonly number[], nodes: readonly GraphNode[]): readonly GraphNode[] {
  return numbers.toSorted((a, b) => a - b).flatMap((number) => nodes[number] ?? []);
}

/** Puts problems in order: how many each blocks, then how long, then by name. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  const ages = new Map(problems.map((problem) => [problem, toAge(problem)]));
  const ageOf = (problem: Problem) => ages.get(problem) ?? 0;
  return problems.toSorted(
    (a, b) => b.blocked.length - a.blocked.length || compareAges(ageOf(a), ageOf(b)) || compareText(a.id, b.id),
  );
}

/** Two of unknown age are alike: infinity less infinity is no number. */
function compareAges(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function toAge({ since }: Problem): number {
  const time = Date.parse(since ?? "");
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

function toFrozenProblems(graph: Graph, nodes: readonly GraphNode[], census: Census): readonly Problem[] {
  return findFrozen(graph, census).map(({ source, nodes: members, behind }) => {
    const left = new Set<ObjectId>(behind.flatMap((number) => nodes[number]?.id ?? []));
    const blocked = nodes.filter(
      ({ state, causes }) =>
        state === "blocked" &&
        causes.some(({ kind, nodes: ids }) => kind === "revision" && ids.some((id) => left.has(id))),
    );
    const cause = { kind: "frozen", nodes: members.flatMap((number) => nodes[number]?.id ?? []) } as const;
    const problem = toProblem(`frozen:${source}`, { cause, blocked, failed: [] }, graph, nodes);
    return { ...problem, behind: [...left], ...findFrozenTimes(source, behind, graph, nodes) };
  });
}

/** Behind since the source has its new artifact; the first of them moves on at its interval. */
function findFrozenTimes(
  source: ObjectId,
  behind: readonly number[],
  graph: Graph,
  nodes: readonly GraphNode[],
): Pick<Problem, "since" | "next"> {
  const left = behind.flatMap((number) => nodes[number] ?? []);
  const pushed = graph.sources.get(source)?.status.artifact?.lastUpdateTime ?? null;
  return { since: left.length === 0 ? null : pushed, next: findNext("frozen", left, []) };
}
