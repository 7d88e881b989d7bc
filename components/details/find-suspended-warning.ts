import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { joinNames, toShortName } from "#lib/graph/names.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";

/**
 * Says what blocks at the next revision because a dependency is suspended, though it satisfies now: the controller does
 * not look at `suspend`, but on a shared source at the revision, which a suspended one never takes (flux-semantics §3).
 * Null where nothing does.
 */
export function findSuspendedWarning(node: GraphNode, index: SnapshotIndex): string | null {
  const source = node.source === null ? "" : toSource(node.source);
  if (node.suspended) {
    const names = (index.dependents.get(node.id) ?? [])
      .filter((edge) => willBlock(edge, node, index.nodes.get(edge.to)))
      .map(({ to }) => toShortName(to).name);
    if (names.length === 0) return null;
    const [go, block] = names.length === 1 ? ["goes", "blocks"] : ["go", "block"];
    return `${joinNames(names)} ${go} on for now, and ${block} at the next revision of ${source}, which it does not take while suspended.`;
  }
  const held = (index.dependencies.get(node.id) ?? [])
    .filter((edge) => willBlock(edge, index.nodes.get(edge.from), node))
    .map(({ from }) => toShortName(from).name);
  if (held.length === 0) return null;
  const they =
    held.length === 1 ? `${held[0]} is suspended and satisfies it` : `${joinNames(held)} are suspended and satisfy it`;
  return `${they} for now: it blocks at the next revision of ${source}.`;
}

function willBlock(edge: GraphEdge, dependency: GraphNode | undefined, dependent: GraphNode | undefined): boolean {
  if (dependency === undefined || dependent === undefined) return false;
  const isSatisfied = edge.state === "satisfied" && edge.rule === "readiness";
  const isShared = dependency.source !== null && dependency.source === dependent.source;
  return isSatisfied && isShared && dependency.suspended && !dependent.suspended;
}

function toSource(id: ObjectId): string {
  const name = parseObjectId(id);
  return name === null ? "its source" : `${name.kind} ${name.namespace}/${name.name}`;
}
