import { type Condition, findCondition } from "#lib/flux/condition.ts";
import type { HistoryEntry } from "#lib/flux/history.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { FailureRecord } from "./failure-record.ts";
import type { NodeState } from "./model.ts";
import { findWorkedRevision } from "./worked-revision.ts";

/** How long a new object may be without a status before that is worth saying (api.md, state 8). */
export const UNSEEN_SECONDS = 120;

/** A state, and the failure it goes on from when it is `failed`. */
export interface StateReading {
  readonly state: NodeState;
  readonly retrying: boolean;
  readonly ready: Condition | undefined;
  /** A failure in the history of the revision that is being worked on. */
  readonly pastFailure: HistoryEntry | undefined;
  /** What this process saw fail at this generation and revision. */
  readonly seenFailure: FailureRecord | undefined;
}

const NO_WITNESSES = { pastFailure: undefined, seenFailure: undefined };

/** Gives the state where Ready is True: it hangs on the object alone. Null where it may hang on more. */
export function readSettledState(kustomization: Kustomization): StateReading | null {
  const ready = findCondition(kustomization.status.conditions, "Ready");
  return ready?.status === "True" ? readState(kustomization, undefined, 0) : null;
}

/** Gives the state of a Kustomization that exists: the first rule of api.md ("The state of a node") that fits. */
export function readState(kustomization: Kustomization, record: FailureRecord | undefined, now: number): StateReading {
  const ready = findCondition(kustomization.status.conditions, "Ready");
  const witnesses =
    ready === undefined || ready.status === "True" ? NO_WITNESSES : findWitnesses(kustomization, record);
  const retrying = ready?.status === "Unknown" && Object.values(witnesses).some((witness) => witness !== undefined);
  const state = findState(kustomization, ready, retrying, now);
  return { state, retrying: retrying && state === "failed", ready, ...witnesses };
}

function findState(
  kustomization: Kustomization,
  ready: Condition | undefined,
  retrying: boolean,
  now: number,
): NodeState {
  const { metadata, spec, status } = kustomization;
  if (metadata.deletionTimestamp !== undefined) return "terminating";
  if (spec.suspend) return "suspended";
  switch (ready?.status) {
    case "False":
      return ready.reason === "DependencyNotReady" ? "blocked" : "failed";
    case "Unknown":
      return retrying ? "failed" : "progressing";
    case "True":
      return status.observedGeneration === metadata.generation ? "ready" : "progressing";
    case undefined:
      return isUnseen(kustomization, now) ? "unknown" : "progressing";
    default:
      return "unknown";
  }
}

function isUnseen({ metadata, status }: Kustomization, now: number): boolean {
  if (status.conditions.length > 0) return true;
  const created = Date.parse(metadata.creationTimestamp ?? "");
  return !Number.isNaN(created) && now - created >= UNSEEN_SECONDS * 1000;
}

/** What this process saw decides; without it, after a fresh start, the newest entry of the history does. */
function findWitnesses(
  kustomization: Kustomization,
  record: FailureRecord | undefined,
): Pick<StateReading, "pastFailure" | "seenFailure"> {
  const revision = findWorkedRevision(kustomization);
  const [latest] = kustomization.status.history;
  const pastFailure =
    latest !== undefined && isFailure(latest) && latest.metadata.revision === revision ? latest : undefined;
  if (record === undefined || record.uid !== kustomization.metadata.uid) return { pastFailure, seenFailure: undefined };
  const same = record.generation === kustomization.metadata.generation && record.revision === revision;
  return same ? { pastFailure, seenFailure: record } : { pastFailure: undefined, seenFailure: undefined };
}

function isFailure(entry: HistoryEntry): boolean {
  return entry.lastReconciledStatus !== "" && entry.lastReconciledStatus !== "ReconciliationSucceeded";
}
