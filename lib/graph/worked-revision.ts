import { findCondition } from "#lib/flux/condition.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";

/**
 * Finds the revision that the controller works on or last worked on. The Reconciling condition names it in each of
 * its messages; `lastAttemptedRevision` is set only once the path has been found (flux-semantics §10).
 */
export function findWorkedRevision({ status }: Kustomization): string | null {
  const reconciling = findCondition(status.conditions, "Reconciling");
  const named = / for revision (\S+)/.exec(reconciling?.message ?? "")?.[1];
  return named ?? status.lastAttemptedRevision ?? null;
}
