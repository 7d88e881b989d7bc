import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import { at, toAdjacency } from "./adjacency.ts";
import type { Cycle, CycleCheck, GraphEdge, GraphNode } from "./model.ts";
import { findKnots } from "./strong-components.ts";
import type { StructuralCycle } from "./structural-cycle.ts";
import type { Structure } from "./structure.ts";

/**
 * Says of each cycle what it is and which edge to cut. Locked: its members wait for each other now. Latent: they do
 * not yet, and will at the next revision or failure. Hidden: a parent's health check closes it (flux-semantics §4).
 */
export function toCycles(
  structure: Structure,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): readonly Cycle[] {
  const toId = (number: number) => structure.links.ids[number] ?? ("" as ObjectId);
  return structure.cycles.map((cycle) => {
    const checks = cycle.checks.map((check) => toCheck(check, structure));
    return {
      nodes: cycle.nodes.map(toId),
      kind: findKind(cycle, structure, nodes, edges),
      cut: toCut(cycle, structure),
      loop: cycle.loop.map(toId),
      ...(checks.length > 0 && { checks }),
    };
  });
}

function findKind(
  cycle: StructuralCycle,
  { links }: Structure,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
): Cycle["kind"] {
  if (cycle.isHidden) return "hidden";
  if (cycle.nodes.length === 1) return "self";
  const local = new Map(cycle.nodes.map((node, index) => [node, index]));
  const isWaiting = (node: number) => nodes[node]?.state === "blocked";
  const holding = cycle.edges.filter(
    (edge) => edges[edge]?.state === "blocking" && isWaiting(at(links.from, edge)) && isWaiting(at(links.to, edge)),
  );
  const from = Int32Array.from(holding, (edge) => local.get(at(links.from, edge)) ?? 0);
  const to = Int32Array.from(holding, (edge) => local.get(at(links.to, edge)) ?? 0);
  return findKnots(toAdjacency(local.size, from, to)).length > 0 ? "locked" : "latent";
}

function toCheck(check: number, { links, health }: Structure): CycleCheck {
  const from = links.ids[at(health.children, check)] ?? ("" as ObjectId);
  const to = links.ids[at(health.parents, check)] ?? ("" as ObjectId);
  return { from, to, why: `${toName(to)} is not ready before ${toName(from)} is: its health check looks at it.` };
}

function toCut(cycle: StructuralCycle, structure: Structure): Cycle["cut"] {
  const { links, health } = structure;
  const { link, isCheck } = cycle.cut;
  const [dependency, dependent] = isCheck
    ? [at(health.children, link), at(health.parents, link)]
    : [at(links.from, link), at(links.to, link)];
  const from = links.ids[dependency] ?? ("" as ObjectId);
  const to = links.ids[dependent] ?? ("" as ObjectId);
  return {
    from,
    to,
    why: toReason(cycle, toName(from), toName(to), isOwnParent(cycle, structure, dependency, dependent)),
  };
}

function isOwnParent({ checks }: StructuralCycle, { health }: Structure, parent: number, child: number): boolean {
  return checks.some((check) => at(health.children, check) === child && at(health.parents, check) === parent);
}

function toReason({ nodes, cut }: StructuralCycle, dependency: string, dependent: string, isOwn: boolean): string {
  if (nodes.length === 1) return `Take ${dependent} out of its own dependsOn: nothing can come before itself.`;
  const effect = cut.undoes
    ? "the others can then go on in order"
    : "it is one of several that must go, for the loops share no single edge";
  if (cut.isCheck) return `Let ${dependent} not check the health of ${dependency}: ${effect}.`;
  const take = `Take ${dependency} out of the dependsOn of ${dependent}`;
  if (!isOwn) return `${take}: ${effect}.`;
  const reason = `${dependency} applies ${dependent} and waits for it, so ${dependent} comes after it anyway`;
  return cut.undoes ? `${take}: ${reason}.` : `${take}: ${reason}; ${effect}.`;
}

function toName(id: ObjectId): string {
  return parseObjectId(id)?.name ?? id;
}
