import { sampleSnapshot } from "#lib/analysis/sample-snapshot.test-support.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { selectTopology } from "./select-topology.ts";

/** The sample fleet of 61, and its picture in a window of 1100 × 800. */
export const sample = sampleSnapshot();
export const sampleIndex = indexSnapshot(sample);
export const samplePicture = new LayeredEngine().layout({ ...selectTopology(sample, null), aspect: 1.375 });

/** The id of the only node of the sample with this name, or of the one in this namespace. */
export function sampleId(name: string, namespace?: string): ObjectId {
  const found = sample.nodes.filter((node) => node.name === name && (namespace ?? node.namespace) === node.namespace);
  const [only] = found;
  if (only === undefined || found.length > 1) throw new Error(`${found.length} nodes are called ${name}`);
  return only.id;
}

/** Names of ids, sorted. */
export function toNames(ids: Iterable<string>): string[] {
  return [...ids].map((id) => id.slice(id.lastIndexOf("/") + 1)).sort();
}
