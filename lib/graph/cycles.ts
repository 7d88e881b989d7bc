import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { Cycle, GraphEdge, GraphNode } from "./model.ts";
import { groupBy } from "./snapshot-index.ts";
import { findTopology } from "./topology.ts";

/** Beyond so many edges a cycle is a knot, and to try each of them would take longer than the answer is worth. */
const MOST_TRIED_EDGES = 300;

/**
 * Says of each cycle what it is and which edge to cut. Locked: its members wait for each other now. Latent: they do
 * not yet, and will at the next revision or failure (flux-semantics §4).
 */
export function toCycles(
  cycles: readonly (readonly ObjectId[])[],
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): readonly Cycle[] {
  if (cycles.length === 0) return [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const cycleOf = new Map(cycles.flatMap((members) => members.map((id) => [id, members] as const)));
  const inner = edges.filter(({ from, to }) => cycleOf.has(from) && cycleOf.get(from) === cycleOf.get(to));
  const edgesOf = groupBy(inner, (edge) => cycleOf.get(edge.from));
  return cycles.map((members) => {
    const own = edgesOf.get(members) ?? [];
    return { nodes: members, kind: findKind(members, own, byId), cut: findCut(members, own) };
  });
}

function findKind(
  members: readonly ObjectId[],
  own: readonly GraphEdge[],
  byId: ReadonlyMap<ObjectId, GraphNode>,
): Cycle["kind"] {
  if (members.length === 1) return "self";
  const blocked = members.filter((id) => byId.get(id)?.state === "blocked");
  const holding = own.filter((edge) => edge.state === "blocking");
  const locked = findTopology(blocked, holding).cycles.length > 0;
  return locked ? "locked" : "latent";
}

/**
 * The edge whose removal undoes the cycle; of several the one whose dependent has most dependencies in the cycle
 * left, then the last by name, so that the answer does not change from one moment to the next.
 */
function findCut(members: readonly ObjectId[], own: readonly GraphEdge[]): Cycle["cut"] {
  const undoing = own.length > MOST_TRIED_EDGES ? [] : own.filter((edge) => isUndoneBy(edge, members, own));
  const candidates = undoing.length > 0 ? undoing : own;
  const inner = (id: ObjectId) => own.filter((edge) => edge.to === id).length;
  const [cut] = candidates.toSorted((a, b) => inner(b.to) - inner(a.to) || (a.to < b.to ? 1 : -1));
  const first = members[0];
  if (cut === undefined || first === undefined) throw new RangeError("a cycle has members and edges");
  return { from: cut.from, to: cut.to, why: toReason(cut, undoing.length > 0, members.length) };
}

function isUndoneBy(edge: GraphEdge, members: readonly ObjectId[], own: readonly GraphEdge[]): boolean {
  const left = own.filter((other) => other !== edge);
  return findTopology(members, left).cycles.length === 0;
}

function toReason({ from, to }: GraphEdge, undoes: boolean, size: number): string {
  const [dependency, dependent] = [parseObjectId(from)?.name ?? from, parseObjectId(to)?.name ?? to];
  if (size === 1) return `${dependent} names itself in dependsOn: it waits for itself and can never run.`;
  const effect = undoes
    ? "the others can then go on in order"
    : "it is one of several that must go, for the loops share no single edge";
  return `Take ${dependency} out of the dependsOn of ${dependent}: ${effect}.`;
}
