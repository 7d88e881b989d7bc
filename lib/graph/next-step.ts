import { findCondition } from "#lib/flux/condition.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import { DEPENDENCY_CHECK_SECONDS, type Timing } from "#lib/flux/timing.ts";
import { NOTHING } from "./bare-node.ts";
import type { NextStep } from "./model.ts";
import type { StateReading } from "./node-state.ts";

/** Says what the controller will do by itself, and when (flux-semantics §2 and §9.10). */
export function findNextStep(
  kustomization: Kustomization,
  { state, retrying, ready }: StateReading,
  timing: Timing,
): NextStep {
  const decidedAt = ready?.lastTransitionTime ?? null;
  switch (state) {
    case "blocked":
      return toStep("dependency-check", decidedAt, DEPENDENCY_CHECK_SECONDS);
    case "failed":
      if (retrying) return { what: "retry", at: null, every: null };
      return isTerminal(kustomization) ? NOTHING : toStep("retry", decidedAt, findRetrySeconds(ready?.message, timing));
    case "ready":
      return findIntervalStep(kustomization, timing);
    default:
      return NOTHING;
  }
}

/** When a ready one is looked at again: an interval after it last was. */
export function findIntervalStep({ status }: Kustomization, { interval }: Timing): NextStep {
  const ready = findCondition(status.conditions, "Ready");
  return toStep("interval", status.history[0]?.lastReconciled ?? ready?.lastTransitionTime ?? null, interval);
}

function toStep(what: NextStep["what"], from: string | null, seconds: number | null): NextStep {
  const start = Date.parse(from ?? "");
  if (Number.isNaN(start) || seconds === null) return { what, at: null, every: seconds };
  return { what, at: new Date(start + seconds * 1000).toISOString(), every: seconds };
}

function isTerminal({ status }: Kustomization): boolean {
  const stalled = findCondition(status.conditions, "Stalled");
  const ready = findCondition(status.conditions, "Ready");
  return stalled?.status === "True" && stalled.reason === ready?.reason;
}

/** Without an artifact the controller looks again after the dependency interval, which its message tells. */
function findRetrySeconds(message: string | undefined, { retryInterval }: Timing): number | null {
  const told = /^Source artifact not found, retrying in (\d+)s$/.exec(message ?? "")?.[1];
  return told === undefined ? retryInterval : Number(told);
}
