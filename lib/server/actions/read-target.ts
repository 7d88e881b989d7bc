import { findCondition } from "#lib/flux/condition.ts";
import { type ApiKind, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import { toSourceId } from "#lib/flux/reference.ts";
import { parseSource } from "#lib/flux/source.ts";
import { toTiming } from "#lib/flux/timing.ts";
import type { ClusterState } from "#lib/server/cluster-state.ts";

/** Where an object of an action is found. */
export interface Target {
  readonly cluster: ClusterState;
  readonly kind: ApiKind;
  readonly namespace: string;
  readonly name: string;
}

const KINDS = [KUSTOMIZATION, ...SOURCE_KINDS];

/** Finds the cluster and the kind that an id speaks of; null when there is no such. */
export function findTarget(clusters: readonly ClusterState[], id: ObjectId): Target | null {
  const parts = parseObjectId(id);
  const kind = KINDS.find((known) => known.kind === parts?.kind);
  const cluster = clusters.find(({ idPrefix }) => idPrefix === parts?.cluster);
  if (parts === null || kind === undefined || cluster === undefined) return null;
  return { cluster, kind, namespace: parts.namespace, name: parts.name };
}

/** Gives the object as it was last read, or undefined when it is not there. */
export function readTarget({ cluster, kind, namespace, name }: Target): RawObject | undefined {
  return cluster.reader.reading().objects.get(kind.kind)?.get(`${namespace}/${name}`);
}

/** How an object has taken a request: whether it has seen it, and what came of it. */
export interface Outcome {
  readonly suspended: boolean;
  readonly handled: string | null;
  readonly ready: "yes" | "no" | "working";
  readonly reason: string;
  readonly message: string;
}

/** Reads what the controller says of a Kustomization. */
export function readKustomizationOutcome(raw: RawObject): Outcome {
  const parsed = parseKustomization(raw);
  if (!parsed.ok) return { suspended: false, handled: null, ready: "working", reason: "", message: parsed.reason };
  const { metadata, spec, status } = parsed.value;
  const ready = findCondition(status.conditions, "Ready");
  const current = status.observedGeneration === metadata.generation;
  return {
    suspended: spec.suspend,
    handled: status.lastHandledReconcileAt ?? null,
    ready: ready?.status === "True" ? (current ? "yes" : "working") : ready?.status === "False" ? "no" : "working",
    reason: ready?.reason ?? "",
    message: ready?.message ?? "",
  };
}

/** Reads what the controller says of a source. */
export function readSourceOutcome(raw: RawObject): Outcome {
  const source = parseSource(raw);
  const ready = findCondition(source?.status.conditions ?? [], "Ready");
  const answers = { True: "yes", False: "no" } as const;
  return {
    suspended: source?.spec.suspend ?? false,
    handled: source?.status.lastHandledReconcileAt ?? null,
    ready: ready?.status === "True" || ready?.status === "False" ? answers[ready.status] : "working",
    reason: ready?.reason ?? "",
    message: ready?.message ?? "",
  };
}

/** What an action must know of a Kustomization before it asks for anything. */
export interface Prospect {
  readonly suspended: boolean;
  readonly source: ObjectId | null;
  /** Seconds; null where it cannot be read. */
  readonly timeout: number | null;
}

/** Reads whether a Kustomization is suspended, what it is built from, and how long its checks may take. */
export function readProspect(raw: RawObject, idPrefix: string | null): Prospect {
  const parsed = parseKustomization(raw);
  if (!parsed.ok) return { suspended: false, source: null, timeout: null };
  return {
    suspended: parsed.value.spec.suspend,
    source: toSourceId(parsed.value, idPrefix),
    timeout: toTiming(parsed.value).timeout,
  };
}
