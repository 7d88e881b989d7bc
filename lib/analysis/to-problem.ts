import { findCondition } from "#lib/flux/condition.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphEdge, GraphNode, Problem } from "#lib/graph/model.ts";
import type { Gathered } from "./gather-problems.ts";
import { type Subject, toHeadline } from "./headline.ts";
import { isHolding } from "./held-graph.ts";
import { findNext, findSince } from "./problem-times.ts";
import { toAdvice } from "./to-advice.ts";

/** Gives the nodes that a cause is; a source is no node. */
export function findMembers(
  { nodes: ids }: Gathered["cause"],
  { structure }: Graph,
  nodes: readonly GraphNode[],
): readonly GraphNode[] {
  return ids.flatMap((id) => nodes[structure.links.numberOf.get(id) ?? -1] ?? []);
}

/** Gives the edges by which a node holds up those that depend on it. */
export function findHoldingEdges(node: GraphNode | undefined, { edges, structure }: Graph): readonly GraphEdge[] {
  const { down, numberOf } = structure.links;
  const number = node === undefined ? undefined : numberOf.get(node.id);
  const holding: GraphEdge[] = [];
  if (number === undefined) return holding;
  for (let place = at(down.starts, number); place < at(down.starts, number + 1); place++) {
    const edge = edges[at(down.links, place)];
    if (edge !== undefined && isHolding(edge)) holding.push(edge);
  }
  return holding;
}

/** Makes the problem of one cause out of all that speaks of it; `edges` are those by which its first node holds others up. */
export function toProblem(
  id: string,
  { cause, blocked, failed }: Gathered,
  members: readonly GraphNode[],
  edges: readonly GraphEdge[],
  graph: Graph,
): Problem {
  const { kind } = cause;
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
    words: findWords(subject, blocked, edges),
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
function findWords(subject: Subject, blocked: readonly GraphNode[], edges: readonly GraphEdge[]): string {
  const { kind, source, members, failed } = subject;
  const ready = findCondition(source?.status.conditions ?? [], "Ready");
  if (ready?.status === "False" && ready.message !== "") return ready.message;
  const hasOwnWords = kind === "failed" || kind === "terminating" || kind === "cycle";
  const speaker = failed[0] ?? (hasOwnWords ? members[0] : undefined);
  if (speaker !== undefined) return speaker.message;
  if (kind === "frozen") return "";
  return findWaitingWords(blocked, edges) ?? blocked[0]?.message ?? members[0]?.message ?? "";
}

/** A message names one blocker of several: what was said of this one, or what the controller would say of it. */
function findWaitingWords(blocked: readonly GraphNode[], edges: readonly GraphEdge[]): string | null {
  const said = new Map(blocked.map(({ id, message }) => [id, message]));
  const told = edges.filter(({ to }) => said.has(to));
  return (told.find(({ to, why }) => said.get(to) === why) ?? told[0])?.why ?? null;
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
