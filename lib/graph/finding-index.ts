import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Finding } from "./model.ts";

/** By node: the findings that name it, in their order. */
export type FindingIndex = ReadonlyMap<ObjectId, readonly Finding[]>;

const indexes = new WeakMap<readonly Finding[], FindingIndex>();

/** Indexes findings once; the same list gives the same index. */
export function indexFindings(findings: readonly Finding[]): FindingIndex {
  const known = indexes.get(findings);
  if (known !== undefined) return known;
  const index = new Map<ObjectId, Finding[]>();
  for (const finding of findings) {
    for (const id of finding.nodes) {
      const those = index.get(id);
      if (those === undefined) index.set(id, [finding]);
      else those.push(finding);
    }
  }
  indexes.set(findings, index);
  return index;
}
