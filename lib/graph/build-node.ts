import type { ObjectEvent } from "#lib/flux/event.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { readActivity } from "./activity.ts";
import { buildBareNode } from "./bare-node.ts";
import type { FailureRecord } from "./failure-record.ts";
import type { GraphNode, NodeState } from "./model.ts";
import { findNextStep } from "./next-step.ts";
import { readState, type StateReading } from "./node-state.ts";
import type { Present } from "./present.ts";
import { toWarningKey } from "./read-objects.ts";

/** What is known around a Kustomization when its node is made. */
export interface NodeSurroundings {
  readonly cluster: string;
  readonly now: number;
  readonly record: FailureRecord | undefined;
  /** The revision of the artifact of its source, or null when there is none or it is not known. */
  readonly artifactRevision: string | null;
  readonly warnings: ReadonlyMap<string, ObjectEvent>;
  readonly wave: number;
  readonly inCycle: boolean;
  readonly dependents: number;
}

/** Makes the node of a Kustomization that is there, all but what the analysis finds: causes and counts. */
export function buildNode(present: Present, around: NodeSurroundings): GraphNode {
  const { id, raw, parsed, misfit } = present;
  if (parsed === null) {
    const { namespace = "", name } = raw.metadata;
    const bare = { id, cluster: around.cluster, kind: KUSTOMIZATION.kind, namespace, name, state: "unknown" } as const;
    const { wave, inCycle, dependents } = around;
    return {
      ...buildBareNode(bare),
      reason: "Unreadable",
      message: `The object cannot be read: ${misfit}`,
      wave,
      inCycle,
      blocks: { now: 0, ifFailed: dependents },
    };
  }
  const { metadata, spec, status } = parsed;
  const reading = present.reading ?? readState(parsed, around.record, around.now);
  const { state, retrying } = reading;
  const { timing, labels } = present;
  const applied = status.lastAppliedRevision ?? null;
  const source = around.artifactRevision;
  const words = findWords(id, reading, around.warnings);
  return {
    id,
    cluster: around.cluster,
    kind: KUSTOMIZATION.kind,
    namespace: metadata.namespace,
    name: metadata.name,
    state,
    retrying,
    behind: (state === "ready" || state === "suspended") && source !== null && applied !== source,
    suspended: spec.suspend,
    reason: words.reason,
    message: words.message,
    since: findSince(parsed, reading),
    wave: around.wave,
    inCycle: around.inCycle,
    source: present.sourceId,
    revision: { applied, attempted: status.lastAttemptedRevision ?? null, source },
    owner: present.ownerId,
    path: spec.path ?? null,
    wait: spec.wait,
    timing,
    activity: readActivity(parsed),
    attempts: findAttempts(reading),
    causes: [],
    blocks: { now: 0, ifFailed: around.dependents },
    next: state === "ready" ? present.nextIfReady : findNextStep(parsed, reading, timing),
    ...(labels && { labels }),
  };
}

/** The controller's words; while it retries, those of the failure: of this process, else of its event. */
function findWords(
  id: ObjectId,
  { retrying, ready, seenFailure, pastFailure }: StateReading,
  warnings: ReadonlyMap<string, ObjectEvent>,
): Pick<GraphNode, "reason" | "message"> {
  const now = { reason: ready?.reason ?? "", message: ready?.message ?? "" };
  if (!retrying) return now;
  if (seenFailure !== undefined) return { reason: seenFailure.reason, message: seenFailure.message };
  const reason = pastFailure?.lastReconciledStatus ?? now.reason;
  return { reason, message: warnings.get(toWarningKey(id, reason))?.message ?? now.message };
}

/**
 * In this state since. A failure counts from its first attempt, for the condition only knows the last one
 * (flux-semantics §9.7); ready counts from the first time at its revision, as far as the history tells.
 */
function findSince(kustomization: Kustomization, reading: StateReading): string | null {
  const changed = reading.ready?.lastTransitionTime ?? kustomization.metadata.creationTimestamp ?? null;
  return findOwnSince(kustomization, reading, reading.state) ?? changed;
}

function findOwnSince(
  { metadata, status }: Kustomization,
  { seenFailure, pastFailure }: StateReading,
  state: NodeState,
): string | null | undefined {
  const [latest] = status.history;
  switch (state) {
    case "terminating":
      return metadata.deletionTimestamp;
    case "failed":
      return earliest(seenFailure?.since, pastFailure?.firstReconciled);
    case "ready":
      return latest?.lastReconciledStatus === "ReconciliationSucceeded" &&
        latest.metadata.revision === status.lastAppliedRevision
        ? latest.firstReconciled
        : undefined;
    default:
      return undefined;
  }
}

function earliest(a: string | null | undefined, b: string | null | undefined): string | null {
  if (!a || !b) return a || b || null;
  return Date.parse(a) <= Date.parse(b) ? a : b;
}

function findAttempts({ state, seenFailure, pastFailure }: StateReading): number | null {
  if (state !== "failed") return null;
  const most = Math.max(seenFailure?.attempts ?? 0, pastFailure?.totalReconciliations ?? 0);
  return most === 0 ? null : most;
}
