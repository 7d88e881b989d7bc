import { ObjectStore } from "#lib/emulator/object-store.ts";
import { findCondition } from "#lib/flux/condition.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { KUSTOMIZATION, SOURCE_KINDS, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { KustomizeController } from "./kustomize-controller.ts";
import type { Outcome } from "./workload.ts";

/** One version of an object as a watcher of the real API server saw it, some seconds after the beginning. */
export interface TapeEntry {
  readonly t: number;
  readonly type: string;
  readonly object: RawObject;
}

const STEPS: Readonly<Record<string, "fetch" | "build" | "apply">> = {
  ArtifactFailed: "fetch",
  BuildFailed: "build",
  ReconciliationFailed: "apply",
};

/**
 * Plays a case on the emulated controller. What people and other programs did (create, change, delete, request, a
 * source's new artifact) and what works when it is applied are taken off the tape; everything that a controller decides
 * is left to ours. Gives the Kustomizations at the end.
 */
export async function playTape(tape: readonly TapeEntry[], seconds: number): Promise<readonly RawObject[]> {
  const clock = new FakeClock();
  let uids = 0;
  const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `uid-${++uids}` });
  const controller = new KustomizeController({
    store,
    clock,
    random: () => 0.5,
    workload: toWorkload(tape),
    requeueDependencySeconds: 2,
  });
  controller.start();
  const last = new Map<string, RawObject>();
  let now = 0;
  for (const entry of tape) {
    await clock.advanceAsync((entry.t - now) * 1000);
    now = entry.t;
    const key = `${entry.object.kind}/${entry.object.metadata.namespace}/${entry.object.metadata.name}`;
    act(store, entry, last.get(key));
    last.set(key, entry.object);
  }
  await clock.advanceAsync((seconds - now) * 1000);
  controller.stop();
  return store.list(KUSTOMIZATION, null);
}

function act(store: ObjectStore, { type, object }: TapeEntry, before: RawObject | undefined): void {
  const kind = [KUSTOMIZATION, ...SOURCE_KINDS].find((known) => known.kind === object.kind);
  if (kind === undefined || type === "DELETED") return;
  const { namespace = "", name } = object.metadata;
  const isKustomization = kind.kind === KUSTOMIZATION.kind;
  if (before === undefined) {
    const { labels, annotations } = object.metadata;
    const metadata = { name, namespace, ...(labels ? { labels } : {}), ...(annotations ? { annotations } : {}) };
    store.create(kind, { metadata, spec: object["spec"] });
  } else if (store.get(kind, namespace, name) === undefined) return;
  else if (object.metadata["deletionTimestamp"] !== undefined) {
    if (before.metadata["deletionTimestamp"] === undefined) store.delete(kind, namespace, name);
  } else {
    const annotations = object.metadata["annotations"] ?? null;
    store.mergePatch(kind, namespace, name, {
      spec: withRemovals(before["spec"], object["spec"]),
      metadata: { annotations },
    });
  }
  if (!isKustomization)
    store.mergePatch(kind, namespace, name, { status: object["status"] }, { subresource: "status" });
}

/** A merge patch that also takes away what is no longer there. */
function withRemovals(before: unknown, after: unknown): object {
  const gone = Object.keys(before ?? {}).filter((key) => !(key in (after as object)));
  return { ...(after as object), ...Object.fromEntries(gone.map((key) => [key, null])) };
}

function toWorkload(tape: readonly TapeEntry[]): (kustomization: Kustomization, revision: string) => Outcome {
  const faults = new Map<string, Pick<Outcome, "fault" | "health">>();
  const inventories = new Map<string, readonly string[]>();
  for (const { object } of tape) {
    const parsed = object.kind === KUSTOMIZATION.kind ? parseKustomization(object) : null;
    if (!parsed?.ok) continue;
    const { name } = parsed.value.metadata;
    const entries = (object["status"] as { inventory?: { entries?: { id: string }[] } } | undefined)?.inventory
      ?.entries;
    if (entries !== undefined)
      inventories.set(
        name,
        entries.map(({ id }) => id),
      );
    const fault = readFault(parsed.value);
    const reconciling = findCondition(parsed.value.status.conditions, "Reconciling");
    const revision = / for revision (\S+)/.exec(reconciling?.message ?? "")?.[1];
    if (fault !== null && revision !== undefined) faults.set(`${name}@${revision}`, fault);
  }
  const held = tape.some(({ object }) => object["message"] === "failed to wait for resources termination");
  return ({ metadata }, revision) => ({
    workSeconds: 0.3,
    inventory: inventories.get(metadata.name) ?? [],
    pruneSeconds: held ? 60 : 0,
    ...(faults.get(`${metadata.name}@${revision}`) ?? { fault: null, health: { kind: "healthy", seconds: 0.02 } }),
  });
}

function readFault({ status }: Kustomization): Pick<Outcome, "fault" | "health"> | null {
  const ready = findCondition(status.conditions, "Ready");
  if (ready?.status !== "False") return null;
  const objects = /\[(.*)\]$/s.exec(ready.message)?.[1] ?? "";
  if (ready.reason === "HealthCheckFailed") {
    const stalled = ready.message.includes("failed early");
    return { fault: null, health: stalled ? { kind: "stalled", seconds: 1, objects } : { kind: "timeout", objects } };
  }
  const step = STEPS[ready.reason];
  if (step === undefined) return null;
  return { fault: { step, reason: ready.reason, message: ready.message }, health: { kind: "healthy", seconds: 0 } };
}

/** What is compared of a Kustomization: times, measured spans and temporary names differ from run to run. */
export function toComparable(object: RawObject): object {
  const parsed = parseKustomization(object);
  if (!parsed.ok) throw new Error(parsed.reason);
  const { metadata, status } = parsed.value;
  return {
    name: `${metadata.namespace}/${metadata.name}`,
    generation: metadata.generation,
    observedGeneration: status.observedGeneration,
    conditions: status.conditions
      .map(({ type, status: value, reason, message }) => `${type} ${value} ${reason}: ${normalise(message)}`)
      .sort(),
    lastAppliedRevision: status.lastAppliedRevision,
    lastAttemptedRevision: status.lastAttemptedRevision,
    lastHandledReconcileAt: status.lastHandledReconcileAt,
    history: status.history.map(
      ({ lastReconciledStatus, metadata: { revision } }) => `${lastReconciledStatus} ${revision}`,
    ),
  };
}

function normalise(message: string): string {
  return message
    .replaceAll(/\b(after|in) [\d.hmµ]+s\b/g, "$1 <span>")
    .replaceAll(/kustomization-\d+/g, "kustomization-<number>")
    .replace(/(failed to parse the CEL expression '.*?'): .*$/s, "$1: <words of the parser>")
    .replace(/(failed to create custom status evaluator).*$/s, "$1 <words of the parser>");
}
