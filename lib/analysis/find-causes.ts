import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cause, CauseKind, GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import { findTopology } from "#lib/graph/topology.ts";

/** What causes are found in: the graph, its cycles, and which failed nodes fail for want of their source. */
export interface CauseInput {
  readonly index: SnapshotIndex;
  readonly edges: readonly GraphEdge[];
  readonly cycles: readonly { readonly nodes: readonly ObjectId[] }[];
  readonly failsBySource: (node: GraphNode) => boolean;
}

type CauseSet = ReadonlyMap<string, Cause>;

const NO_CAUSES: CauseSet = new Map();

/**
 * Finds the root causes of every blocked node, and the source of every node that fails for want of it
 * (api.md, "Causes"). Nodes that are neither have no entry.
 */
export function findCauses(input: CauseInput): ReadonlyMap<ObjectId, readonly Cause[]> {
  const { index } = input;
  const found = new Map<ObjectId, readonly Cause[]>();
  for (const node of index.nodes.values()) {
    if (node.source !== null && input.failsBySource(node))
      found.set(node.id, [{ kind: "source", nodes: [node.source] }]);
  }
  for (const [id, causes] of findBlockedCauses(input)) {
    found.set(
      id,
      [...causes.values()].sort((a, b) => compareText(toCauseKey(a), toCauseKey(b))),
    );
  }
  return found;
}

/** Names a cause; equal causes have equal names. */
export function toCauseKey({ kind, nodes }: Cause): string {
  return `${kind}:${nodes.join(",")}`;
}

/** Goes through the blocked nodes wave by wave, so that what holds up a dependency is known before its dependents ask. */
function findBlockedCauses(input: CauseInput): ReadonlyMap<ObjectId, CauseSet> {
  const { index, edges } = input;
  const blocked = [...index.nodes.values()].filter((node) => node.state === "blocked").map((node) => node.id);
  const isBlocked = new Set(blocked);
  const passed = edges.filter((edge) => isBlocked.has(edge.from) && isBlocked.has(edge.to) && isPassedThrough(edge));
  const { waves, cycles } = findTopology(blocked, passed);
  const knotOf = new Map(cycles.flatMap((members) => members.map((id) => [id, members] as const)));
  const cycleOf = new Map(input.cycles.flatMap(({ nodes }) => nodes.map((id) => [id, nodes] as const)));

  const causesOf = new Map<ObjectId, CauseSet>();
  const inOrder = blocked.toSorted((a, b) => (waves.get(a) ?? 0) - (waves.get(b) ?? 0));
  for (const id of inOrder) {
    if (causesOf.has(id)) continue;
    const knot = knotOf.get(id);
    const members = knot ?? [id];
    const inside = new Set(members);
    const sets = members.flatMap((member) =>
      (index.dependencies.get(member) ?? [])
        .filter((edge) => isHolding(edge) && !(knot !== undefined && inside.has(edge.from)))
        .map((edge) => findEdgeCauses(edge, input, causesOf)),
    );
    if (knot !== undefined) sets.push(toCauseSet("cycle", cycleOf.get(id) ?? knot));
    const union = unite(sets);
    for (const member of members) causesOf.set(member, union);
  }
  return causesOf;
}

function findEdgeCauses(
  edge: GraphEdge,
  { index, failsBySource }: CauseInput,
  causesOf: ReadonlyMap<ObjectId, CauseSet>,
): CauseSet {
  const dependency = index.nodes.get(edge.from);
  if (dependency === undefined) return NO_CAUSES;
  if (edge.rule === "expression") return toCauseSet("expression", [dependency.id]);
  switch (dependency.state) {
    case "blocked":
      return causesOf.get(dependency.id) ?? NO_CAUSES;
    case "failed":
      return dependency.source !== null && failsBySource(dependency)
        ? toCauseSet("source", [dependency.source])
        : toCauseSet("failed", [dependency.id]);
    case "suspended":
    case "terminating":
    case "missing":
    case "hidden":
      return toCauseSet(dependency.state, [dependency.id]);
    case "ready":
      return toCauseSet("revision", [dependency.id]);
    case "progressing":
    case "unknown":
      return toCauseSet("waiting", [dependency.id]);
  }
}

function isHolding(edge: GraphEdge): boolean {
  return edge.state === "blocking" || edge.state === "missing";
}

function isPassedThrough(edge: GraphEdge): boolean {
  return isHolding(edge) && edge.rule !== "expression";
}

function toCauseSet(kind: CauseKind, nodes: readonly ObjectId[]): CauseSet {
  const cause: Cause = { kind, nodes };
  return new Map([[toCauseKey(cause), cause]]);
}

function unite(sets: readonly CauseSet[]): CauseSet {
  const [only] = sets;
  if (only === undefined) return NO_CAUSES;
  if (sets.every((set) => set === only)) return only;
  return new Map(sets.flatMap((set) => [...set]));
}
