import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";

/** The fleet with trouble in it, once for all tests: it is immutable. */
export const SAMPLE: Snapshot = sampleSnapshot();

/** The id of a Kustomization written as `namespace/name`. */
export function id(text: string): ObjectId {
  const [namespace = "", name = ""] = text.split("/");
  return toObjectId("Kustomization", namespace, name);
}

/** A node of {@link SAMPLE}, changed where it is said. */
export function sampleNode(text: string, changes: Partial<GraphNode> = {}): GraphNode {
  const found = SAMPLE.nodes.find((node) => node.id === id(text));
  if (found === undefined) throw new Error(`not in the sample: ${text}`);
  return { ...found, ...changes };
}

/** {@link SAMPLE} at another revision, with some nodes replaced. */
export function nextSample(revision: string, ...changed: GraphNode[]): Snapshot {
  const byId = new Map(changed.map((node) => [node.id, node]));
  return { ...SAMPLE, revision, nodes: SAMPLE.nodes.map((node) => byId.get(node.id) ?? node) };
}
