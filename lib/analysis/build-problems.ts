import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cause, CauseKind, GraphNode, NextStep, Problem } from "#lib/graph/model.ts";
import { NOTHING } from "#lib/graph/next-step.ts";
import { compareText } from "#lib/graph/patch.ts";
import { toCauseKey } from "./find-causes.ts";
import { toHeadline } from "./headline.ts";

/** A rollout is behind for a moment on its every step; only what outlasts two dependency checks is a problem. */
const PASSING_SECONDS = 60;

const KIND_ORDER: readonly Problem["kind"][] = [
  "failed",
  "source",
  "cycle",
  "frozen",
  "suspended",
  "missing",
  "expression",
  "revision",
  "hidden",
  "terminating",
];

/** Makes one problem of every root cause, and of every failure that holds up nobody yet; worst first. */
export function buildProblems(nodes: ReadonlyMap<ObjectId, GraphNode>, now: number): readonly Problem[] {
  const gathered = new Map<string, { cause: Cause; blocked: GraphNode[]; failed: GraphNode[] }>();
  const gather = (cause: Cause) => {
    const key = toCauseKey(cause);
    const known = gathered.get(key) ?? { cause, blocked: [], failed: [] };
    gathered.set(key, known);
    return known;
  };
  for (const node of nodes.values()) {
    if (node.state === "blocked") for (const cause of node.causes) gather(cause).blocked.push(node);
    if (node.state === "failed") gather(node.causes[0] ?? { kind: "failed", nodes: [node.id] }).failed.push(node);
  }
  return [...gathered.entries()]
    .filter(
      ([, { cause, blocked }]) => cause.kind !== "waiting" && !(cause.kind === "revision" && isPassing(blocked, now)),
    )
    .map(([id, { cause, blocked, failed }]) => toProblem(id, cause, blocked, failed, nodes))
    .sort(compareProblems);
}

function isPassing(blocked: readonly GraphNode[], now: number): boolean {
  const first = Date.parse(findEarliest(blocked) ?? "");
  return Number.isNaN(first) || now - first < PASSING_SECONDS * 1000;
}

function toProblem(
  id: string,
  cause: Cause,
  blocked: readonly GraphNode[],
  failed: readonly GraphNode[],
  nodes: ReadonlyMap<ObjectId, GraphNode>,
): Problem {
  const members = cause.nodes.flatMap((member) => nodes.get(member) ?? []);
  const speaker = failed[0] ?? (hasOwnWords(cause.kind) ? members[0] : undefined) ?? blocked[0] ?? members[0];
  return {
    id,
    kind: cause.kind,
    nodes: cause.nodes,
    headline: toHeadline(cause, members, failed),
    words: speaker?.message ?? "",
    blocked: blocked.map((node) => node.id).sort(compareText),
    since: findSince(cause.kind, members, failed, blocked),
    next: findNext(cause.kind, members, failed),
  };
}

/** Of a cause that the controller does not report on itself, those who wait for it tell. */
function hasOwnWords(kind: CauseKind): boolean {
  return kind === "failed" || kind === "terminating" || kind === "cycle";
}

function findSince(
  kind: CauseKind,
  members: readonly GraphNode[],
  failed: readonly GraphNode[],
  blocked: readonly GraphNode[],
): string | null {
  if (kind === "failed" || kind === "suspended" || kind === "terminating") return members[0]?.since ?? null;
  return findEarliest(kind === "source" ? [...failed, ...blocked] : blocked);
}

function findEarliest(nodes: readonly GraphNode[]): string | null {
  const times = nodes.flatMap((node) => node.since ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return times[0] ?? null;
}

function findNext(kind: CauseKind, members: readonly GraphNode[], failed: readonly GraphNode[]): NextStep {
  if (kind === "failed") return members[0]?.next ?? NOTHING;
  if (kind === "source") return failed[0]?.next ?? NOTHING;
  return NOTHING;
}

function compareProblems(a: Problem, b: Problem): number {
  return (
    b.blocked.length - a.blocked.length ||
    KIND_ORDER.indexOf(a.kind) - KIND_ORDER.indexOf(b.kind) ||
    compareText(a.since ?? "~", b.since ?? "~") ||
    compareText(a.id, b.id)
  );
}
