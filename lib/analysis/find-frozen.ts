import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { FrozenSource } from "#lib/graph/structure.ts";
import type { Census } from "./census.ts";

/** A source whose new revisions do not reach the ready ones, and who is left behind by now; nodes by number. */
export interface Frozen extends FrozenSource {
  readonly behind: readonly number[];
}

/**
 * Finds the sources that push nothing because their Kustomizations wait for each other (api.md, "Frozen sources"), as
 * far as that is a trouble of its own: somebody ready has been left behind, or nothing else shows the cycle yet.
 */
export function findFrozen({ nodes, structure }: Graph, census: Census): readonly Frozen[] {
  if (structure.frozen.length === 0) return [];
  const behindOf = new Map<ObjectId, number[]>(structure.frozen.map(({ source }) => [source, []]));
  // One that is suspended stays behind because of that.
  for (const number of census.ready) {
    const node = nodes[number];
    if (node?.source != null && node.behind) behindOf.get(node.source)?.push(number);
  }
  return structure.frozen
    .map((frozen) => ({ ...frozen, behind: behindOf.get(frozen.source) ?? [] }))
    .filter(({ nodes: members, behind }) => behind.length > 0 || members.every((member) => !isHeldUp(nodes[member])));
}

function isHeldUp(node: GraphNode | undefined): boolean {
  return node?.state === "blocked";
}
