import { findCondition } from "#lib/flux/condition.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode, Problem } from "#lib/graph/model.ts";
import type { Gathered } from "./build-problems.ts";
import { type Subject, toHeadline } from "./headline.ts";
import { isHolding } from "./held-graph.ts";
import { findNext, findSince } from "./problem-times.ts";
import { toAdvice } from "./to-advice.ts";

/** Makes the problem of one cause out of all that speaks of it; `nodes` are those of the snapshot, by number. */
export function toProblem(
  id: string,
  { cause, blocked, failed }: Gathered,
  graph: Graph,
  nodes: readonly GraphNode[],
): Problem {
  const { kind } = cause;
  const { numberOf } = graph.structure.links;
  const members = cause.nodes.flatMap((member) => nodes[numberOf.get(member) ?? -1] ?? []);
  const cycles = findCycles(cause, graph);
  const source = (kind === "source" && graph.sources.get(cause.nodes[0] ?? ("" as ObjectId))) || null;
  const isHidden = cycles.some((cycle) => cycle.kind === "hidden");
  const subject: Subject = { kind, nodes: cause.nodes, members, failed, source, isHidden };
  const [first] = members;
  // A parent that its hidden cycle holds is not blocked, but one of its members.
  const waiting = kind === "cycle" ? [...new Set([...blocked, ...members])] : blocked;
  return {
    id,
    kind,
    nodes: cause.nodes,
    headline: toHeadline(subject),
    words: findWords(subject, blocked, graph),
    blocked: waiting.map((node) => node.id).sort(),
    since: findSince(kind, members, failed, blocked),
    next: findNext(kind, members, failed),
    advice: toAdvice({
      ...subject,
      cycles,
      waitsFor: first?.waitsFor ?? [],
      nearMisses: first?.nearMisses ?? [],
    }),
  };
}

/** Of a cause that the controller does not report on itself, those who wait for it tell. */
function findWords(subject: Subject, blocked: readonly GraphNode[], graph: Graph): string {
  const { kind, source, members, failed } = subject;
  const ready = findCondition(source?.status.conditions ?? [], "Ready");
  if (ready?.status === "False" && ready.message !== "") return ready.message;
  const hasOwnWords = kind === "failed" || kind === "terminating" || kind === "cycle";
  const speaker = failed[0] ?? (hasOwnWords ? members[0] : undefined);
  if (speaker !== undefined) return speaker.message;
  if (kind === "frozen") return "";
  return findWaitingWords(members[0], graph) ?? blocked[0]?.message ?? members[0]?.message ?? "";
}

/** A message names one blocker of several: what was said of this one, or what the controller would say of it. */
function findWaitingWords(node: GraphNode | undefined, { nodes, edges, structure }: Graph): string | null {
  const { down, numberOf } = structure.links;
  const number = node === undefined ? undefined : numberOf.get(node.id);
  if (number === undefined) return null;
  let words: string | null = null;
  for (let place = at(down.starts, number); place < at(down.starts, number + 1); place++) {
    const edge = edges[at(down.links, place)];
    const dependent = nodes[at(down.targets, place)];
    if (edge === undefined || dependent?.state !== "blocked" || !isHolding(edge)) continue;
    if (dependent.message === edge.why) return edge.why;
    words ??= edge.why;
  }
  return words;
}

function findCycles({ kind, nodes }: Gathered["cause"], { cycles }: Graph) {
  if (kind === "cycle") {
    const key = nodes.join("\n");
    return cycles.filter((cycle) => cycle.nodes.length === nodes.length && cycle.nodes.join("\n") === key);
  }
  if (kind !== "frozen") return [];
  const members = new Set(nodes);
  return cycles.filter((cycle) => cycle.kind !== "hidden" && cycle.nodes.some((id) => members.has(id)));
}
