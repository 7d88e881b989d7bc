import type { ObjectEvent } from "#lib/flux/event.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { toOwnerId, toSourceId } from "#lib/flux/reference.ts";
import { toTiming } from "#lib/flux/timing.ts";
import { readActivity } from "./activity.ts";
import type { FailureRecord } from "./failure-record.ts";
import type { GraphNode, NodeState } from "./model.ts";
import { findNextStep, NOTHING } from "./next-step.ts";
import { readState, type StateReading } from "./node-state.ts";
import { toWarningKey } from "./read-objects.ts";

/** What is known around a Kustomization when its node is made. */
export interface NodeSurroundings {
  readonly cluster: string;
  readonly idPrefix: string | null;
  readonly now: number;
  readonly record: FailureRecord | undefined;
  /** The revision of the artifact of its source, or null when there is none or it is not known. */
  readonly artifactRevision: string | null;
  readonly warnings: ReadonlyMap<string, ObjectEvent>;
}

type Bare = Pick<GraphNode, "id" | "cluster" | "kind" | "namespace" | "name" | "state">;

/** Makes the node of a Kustomization, all but what depends on other nodes: waves, cycles, causes, counts. */
export function buildNode(id: ObjectId, kustomization: Kustomization, around: NodeSurroundings): GraphNode {
  const { metadata, spec, status } = kustomization;
  const reading = readState(kustomization, around.record, around.now);
  const timing = toTiming(kustomization);
  const applied = status.lastAppliedRevision ?? null;
  const mayBeBehind = reading.state === "ready" || reading.state === "suspended";
  return {
    ...buildBareNode({
      id,
      cluster: around.cluster,
      kind: "Kustomization",
      namespace: metadata.namespace,
      name: metadata.name,
      state: reading.state,
    }),
    retrying: reading.retrying,
    behind: mayBeBehind && around.artifactRevision !== null && applied !== around.artifactRevision,
    suspended: spec.suspend,
    ...findWords(id, reading, around.warnings),
    since: findSince(kustomization, reading),
    source: toSourceId(kustomization, around.idPrefix),
    revision: { applied, attempted: status.lastAttemptedRevision ?? null, source: around.artifactRevision },
    owner: toOwnerId(kustomization, around.idPrefix),
    path: spec.path ?? null,
    wait: spec.wait,
    timing,
    activity: readActivity(kustomization),
    attempts: findAttempts(reading),
    next: findNextStep(kustomization, reading, timing),
  };
}

/** Makes the node of an object that there is, but that cannot be understood; `reason` says why. */
export function buildUnreadableNode(id: ObjectId, raw: RawObject, cluster: string, reason: string): GraphNode {
  const { namespace, name } = raw.metadata;
  return {
    ...buildBareNode({ id, cluster, kind: "Kustomization", namespace: namespace ?? "", name, state: "unknown" }),
    reason: "Unreadable",
    message: `The object cannot be read: ${reason}`,
  };
}

/** Makes a node of which no more is known than its name and state. */
export function buildBareNode(bare: Bare): GraphNode {
  return {
    ...bare,
    retrying: false,
    behind: false,
    suspended: false,
    reason: "",
    message: "",
    since: null,
    wave: 0,
    inCycle: false,
    source: null,
    revision: { applied: null, attempted: null, source: null },
    owner: null,
    path: null,
    wait: false,
    timing: { interval: null, retryInterval: null, timeout: null },
    activity: null,
    attempts: null,
    causes: [],
    blocks: { now: 0, ifFailed: 0 },
    next: NOTHING,
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
  const { metadata, status } = kustomization;
  const changed = reading.ready?.lastTransitionTime ?? metadata.creationTimestamp ?? null;
  const [latest] = status.history;
  const known: Partial<Record<NodeState, string | null | undefined>> = {
    terminating: metadata.deletionTimestamp,
    failed: earliest(reading.seenFailure?.since, reading.pastFailure?.firstReconciled),
    ready:
      latest?.lastReconciledStatus === "ReconciliationSucceeded" &&
      latest.metadata.revision === status.lastAppliedRevision
        ? latest.firstReconciled
        : undefined,
  };
  return known[reading.state] ?? changed;
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
