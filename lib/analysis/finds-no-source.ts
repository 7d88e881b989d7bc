import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Source } from "#lib/flux/source.ts";
import type { GraphNode } from "#lib/graph/model.ts";

/**
 * Whether a failed node fails for want of its source, or of the source's artifact: it is looked at first, whatever the
 * dependencies do. A source that may not be read from here is told by the controller's words.
 */
export function findsNoSource(node: GraphNode, sources: ReadonlyMap<ObjectId, Source>): boolean {
  if (node.reason !== "ArtifactFailed" || node.source === null) return false;
  const source = sources.get(node.source);
  if (source !== undefined) return source.status.artifact === undefined;
  if (node.message.startsWith("kustomization path")) return false;
  return /not found$|^Source artifact not found/.test(node.message);
}
