import { findCondition } from "#lib/flux/condition.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { readKustomization } from "./read-objects.ts";
import { findWorkedRevision } from "./worked-revision.ts";

/** The failures of one Kustomization at one generation and revision, as this process saw them. */
export interface FailureRecord {
  readonly uid: string;
  readonly generation: number;
  readonly revision: string | null;
  readonly reason: string;
  readonly message: string;
  /** When the first of these failures was written, RFC 3339. */
  readonly since: string | null;
  /** When the last was, RFC 3339. */
  readonly lastAt: string | null;
  readonly attempts: number;
}

/**
 * Folds one observed version of a Kustomization into what is known of its failures. A record ends at the first
 * success, and at a failure of another generation or revision, which begins its own (api.md, state 5).
 */
export function recordFailure(previous: FailureRecord | undefined, raw: RawObject): FailureRecord | undefined {
  const parsed = readKustomization(raw);
  if (!parsed.ok) return previous;
  const kustomization = parsed.value;
  const known = previous?.uid === kustomization.metadata.uid ? previous : undefined;
  const ready = findCondition(kustomization.status.conditions, "Ready");
  if (ready?.status === "True") return undefined;
  if (ready?.status !== "False" || ready.reason === "DependencyNotReady") return known;
  return addFailure(known, kustomization, {
    reason: ready.reason,
    message: ready.message,
    at: ready.lastTransitionTime ?? null,
  });
}

function addFailure(
  known: FailureRecord | undefined,
  kustomization: Kustomization,
  { reason, message, at }: { reason: string; message: string; at: string | null },
): FailureRecord {
  const { uid, generation } = kustomization.metadata;
  const revision = findWorkedRevision(kustomization);
  if (known === undefined || known.generation !== generation || known.revision !== revision) {
    return { uid, generation, revision, reason, message, since: at, lastAt: at, attempts: 1 };
  }
  const attempts = known.lastAt === at ? known.attempts : known.attempts + 1;
  return { ...known, reason, message, lastAt: at, attempts };
}
