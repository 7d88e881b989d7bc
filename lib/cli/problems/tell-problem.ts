import { joinSome } from "#lib/cli/names.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { NOTHING } from "#lib/graph/bare-node.ts";
import type { Cause, GraphNode, NextStep, Problem, Snapshot } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";

/** A root cause as it is told. */
export interface ToldCause {
  readonly kind: Problem["kind"];
  readonly nodes: readonly ObjectId[];
  readonly headline: string;
  /** The controller's own. */
  readonly words: string;
  readonly since: string | null;
  readonly next: NextStep;
  readonly blocked: number;
  readonly attempts: number | null;
  /** What a person may do; empty where there is nothing to do but wait. */
  readonly advice: string;
}

/** Gathers what there is to say of a problem. */
export function tellProblem(problem: Problem, snapshot: Snapshot): ToldCause {
  const { kind, nodes, headline, words, since, next, blocked } = problem;
  const more = findMore(problem, snapshot);
  const advice = problem.advice ?? more.advice;
  return { kind, nodes, headline, words, since, next, blocked: blocked.length, ...more, advice };
}

/**
 * Gathers what there is to say of the causes of a node; what is no problem, or none yet, is told by its nodes. First
 * comes a frozen source that leaves it, or what it waits for, at an old revision: nothing else tells of that.
 */
export function tellCauses(node: GraphNode, snapshot: Snapshot): readonly ToldCause[] {
  const problems = new Map(snapshot.problems.map((problem) => [toKey(problem), problem]));
  const isOwn = node.state === "failed" && node.causes.length === 0;
  const causes: readonly Cause[] = isOwn ? [{ kind: "failed", nodes: [node.id] }] : node.causes;
  const late = new Set([node.id, ...causes.flatMap(({ kind, nodes }) => (kind === "revision" ? nodes : []))]);
  const frozen = snapshot.problems.filter(
    ({ kind, behind = [] }) => kind === "frozen" && behind.some((id) => late.has(id)),
  );
  const told = causes.map((cause) => {
    const problem = problems.get(toKey(cause));
    return problem === undefined ? tellPassing(cause, snapshot) : tellProblem(problem, snapshot);
  });
  return [...frozen.map((problem) => tellProblem(problem, snapshot)), ...told];
}

function toKey({ kind, nodes }: Pick<Problem, "kind" | "nodes">): string {
  return `${kind} ${nodes.join(" ")}`;
}

function tellPassing(cause: Cause, snapshot: Snapshot): ToldCause {
  const { kind, nodes } = cause;
  const names = joinSome(nodes, 3);
  const [member] = nodes.flatMap((id) => indexSnapshot(snapshot).nodes.get(id) ?? []);
  return {
    kind,
    nodes,
    headline: kind === "waiting" ? `${names} is being worked on` : `${names} is not at its source's revision yet`,
    words: kind === "waiting" ? (member?.message ?? "") : "",
    since: member?.since ?? null,
    next: NOTHING,
    blocked: 0,
    ...findMore(cause, snapshot),
  };
}

function findMore({ nodes }: Pick<Problem, "nodes">, snapshot: Snapshot): Pick<ToldCause, "attempts" | "advice"> {
  const [first] = nodes;
  const node = first === undefined ? undefined : indexSnapshot(snapshot).nodes.get(first);
  const cycle = snapshot.cycles.find((one) => one.nodes.length === nodes.length && one.nodes[0] === first);
  return { attempts: node?.attempts ?? null, advice: cycle?.cut.why ?? "" };
}
