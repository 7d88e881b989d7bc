import type { ObjectId } from "#lib/flux/object-id.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { LintContext } from "./lint-context.ts";

/** Steps that all questions of one run may take; beyond them the answer is no, which does no harm. */
const MOST_STEPS = 1_000_000;

/**
 * Makes the question whether a Kustomization could be given `wait` without a hidden cycle: not where it applies one that
 * depends on it, directly or through others (flux-semantics §4).
 */
export function createWaitAdvisor({ kustomizations, index }: LintContext): (id: ObjectId) => boolean {
  const children = groupBy(kustomizations, ({ node }) => node.owner);
  let steps = 0;
  return (id) => {
    const owned = new Set((children.get(id) ?? []).map((child) => child.id));
    if (owned.size === 0) return true;
    const seen = new Set([id]);
    const open = [id];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const { to } of index.dependents.get(at) ?? []) {
        if (owned.has(to) || ++steps > MOST_STEPS) return false;
        if (seen.has(to)) continue;
        seen.add(to);
        open.push(to);
      }
    }
    return true;
  };
}
