import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Cause, GraphNode, Problem } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import { toCauseKey } from "./cause-sets.ts";
import { findFrozen } from "./find-frozen.ts";
import { findNext, isPassing, isStuck } from "./problem-times.ts";
import { toProblem } from "./to-problem.ts";

/** All that speaks of one cause: those it is, those that wait for it, those that fail by it; nodes in their order. */
export interface Gathered {
  readonly cause: Pick<Problem, "kind" | "nodes">;
  readonly blocked: GraphNode[];
  readonly failed: GraphNode[];
}

/** Makes one problem of every root cause, of every failure that holds up nobody yet, and of every frozen source. */
export function buildProblems(graph: Graph, nodes: readonly GraphNode[], now: number): readonly Problem[] {
  const gathered = new Map<string, Gathered>();
  const gather = (cause: Gathered["cause"]) => {
    const key = toCauseKey(cause);
    const known = gathered.get(key) ?? { cause, blocked: [], failed: [] };
    gathered.set(key, known);
    return known;
  };
  for (const [number, node] of nodes.entries()) {
    if (node.state === "blocked") {
      for (const cause of node.causes) gather(cause).blocked.push(node);
      if (isStuck(number, graph, now)) gather({ kind: "waiting", nodes: [node.id] }).blocked.push(node);
    } else if (node.state === "failed") {
      const causes: readonly Cause[] = node.causes.length > 0 ? node.causes : [{ kind: "failed", nodes: [node.id] }];
      for (const cause of causes) gather(cause).failed.push(node);
    }
  }
  const problems = [...gathered]
    .filter(([, { cause, blocked, failed }]) => {
      if (cause.kind === "waiting") return blocked[0]?.id === cause.nodes[0];
      return cause.kind !== "revision" || failed.length > 0 || !isPassing(cause.nodes, blocked, graph, now);
    })
    .map(([id, one]) => toProblem(id, one, graph, nodes));
  return [...problems, ...toFrozenProblems(graph, nodes)];
}

/** The order of problems: how many it blocks, then how long, then by name. */
export function compareProblems(a: Problem, b: Problem): number {
  return b.blocked.length - a.blocked.length || toAge(a) - toAge(b) || compareText(a.id, b.id);
}

function toAge({ since }: Problem): number {
  const time = Date.parse(since ?? "");
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

function toFrozenProblems(graph: Graph, nodes: readonly GraphNode[]): readonly Problem[] {
  return findFrozen(graph).map(({ source, nodes: members, behind }) => {
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
