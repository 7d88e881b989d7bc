import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Source } from "#lib/flux/source.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { Cycle, GraphEdge, GraphNode, Problem } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { Census } from "./census.ts";
import type { Causes } from "./find-causes.ts";
import { findFrozen } from "./find-frozen.ts";
import { type Gathered, gatherProblems } from "./gather-problems.ts";
import { findNext } from "./problem-times.ts";
import { findHoldingEdges, findMembers, toProblem } from "./to-problem.ts";

/** All that a problem was made of. */
interface Made extends Gathered {
  readonly members: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly cycles: readonly Cycle[];
  readonly sources: ReadonlyMap<ObjectId, Source>;
  readonly problem: Problem;
}

/** Makes the problems of graphs one after the other; one of which nothing has changed stays the same object. */
export class ProblemBuilder {
  #made: ReadonlyMap<string, Made> = new Map();

  /** Makes one problem of every root cause, of every failure that holds up nobody yet, and of every frozen source. */
  build(graph: Graph, nodes: readonly GraphNode[], causes: Causes, census: Census, now: number): readonly Problem[] {
    const made = new Map<string, Made>();
    for (const [id, gathered] of gatherProblems(graph, nodes, causes, census, now)) {
      const members = findMembers(gathered.cause, graph, nodes);
      const edges = findHoldingEdges(members[0], graph);
      const { cycles, sources } = graph;
      const before = this.#made.get(id);
      const isSame =
        before !== undefined &&
        before.cycles === cycles &&
        before.sources === sources &&
        hasSame(before.members, members) &&
        hasSame(before.blocked, gathered.blocked) &&
        hasSame(before.failed, gathered.failed) &&
        hasSame(before.edges, edges);
      const problem = isSame ? before.problem : toProblem(id, gathered, members, edges, graph);
      made.set(id, { ...gathered, members, edges, cycles, sources, problem });
    }
    this.#made = made;
    return [...Array.from(made.values(), ({ problem }) => problem), ...toFrozenProblems(graph, nodes, census)];
  }
}

function hasSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}

/** Puts problems in order: how many each blocks, then how long, then by name. */
export function sortProblems(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted(
    (a, b) => b.blocked.length - a.blocked.length || compareAges(toAge(a), toAge(b)) || compareText(a.id, b.id),
  );
}

/** Two of unknown age are alike: infinity less infinity is no number. */
function compareAges(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

const ages = new WeakMap<Problem, number>();

function toAge(problem: Problem): number {
  const known = ages.get(problem);
  if (known !== undefined) return known;
  const time = Date.parse(problem.since ?? "");
  const age = Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
  ages.set(problem, age);
  return age;
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
    const found = findMembers(cause, graph, nodes);
    const problem = toProblem(`frozen:${source}`, { cause, blocked, failed: [] }, found, [], graph);
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
