import type { ObjectStore } from "#lib/emulator/object-store.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { sleep } from "#lib/flux/clock.ts";
import { formatDuration } from "#lib/flux/duration.ts";
import type { HistoryEntry } from "#lib/flux/history.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toTiming } from "#lib/flux/timing.ts";
import { addToHistory, toDigest } from "./add-to-history.ts";
import { describeObjects } from "./describe-objects.ts";
import type { EventRecorder } from "./events.ts";
import { type ConditionList, patchStatus, toTime } from "./status.ts";
import type { Outcome } from "./workload.ts";

export interface PassParts {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly events: EventRecorder;
  readonly raw: RawObject;
  readonly kustomization: Kustomization;
  readonly conditions: ConditionList;
  readonly revision: string;
  readonly outcome: Outcome;
}

/** How a pass ended: what the status gets besides its conditions, and whether it succeeded. */
export interface PassEnd {
  readonly status: Record<string, unknown>;
  readonly succeeded: boolean;
}

const TICK_SECONDS = 0.01;

/** One reconciliation from the fetch to the health check, written down step by step (flux-semantics §2, 7 to 10). */
export async function runPass(parts: PassParts): Promise<PassEnd> {
  const { clock, conditions, revision, outcome } = parts;
  const started = clock.now();
  const timeout = formatDuration(toTiming(parts.kustomization).timeout ?? 30);
  const step = (words: string) => `${words} for revision ${revision} with a timeout of ${timeout}`;
  const pause = (seconds: number) => sleep(clock, seconds * 1000);

  conditions.remove("Stalled");
  progress(parts, step("Fetching manifests"));
  await pause(outcome.workSeconds / 3);
  if (outcome.fault?.step === "fetch") return fail(parts, outcome.fault.reason, outcome.fault.message);

  progress(parts, step("Building manifests"));
  write(parts, { lastAttemptedRevision: revision });
  await pause(outcome.workSeconds / 3);
  if (outcome.fault?.step === "build") return fail(parts, outcome.fault.reason, outcome.fault.message);

  progress(parts, step("Detecting drift"));
  await pause(outcome.workSeconds / 3);
  if (outcome.fault?.step === "apply") {
    return remember(parts, started, fail(parts, outcome.fault.reason, outcome.fault.message));
  }
  const inventory = { entries: outcome.inventory.map((id) => ({ id, v: "v1" })) };
  tellCreated(parts);
  const healthFault = await checkHealth(parts, step("Running health checks"), inventory);
  if (healthFault !== null) {
    conditions.set({ type: "Healthy", status: "False", reason: "HealthCheckFailed", message: healthFault.short });
    const end = fail(parts, "HealthCheckFailed", healthFault.message);
    return remember(parts, started, { ...end, status: { ...end.status, inventory } });
  }
  conditions.remove("Reconciling");
  conditions.set({
    type: "Ready",
    status: "True",
    reason: "ReconciliationSucceeded",
    message: `Applied revision: ${revision}`,
  });
  write(parts, {});
  const { interval } = parts.kustomization.spec;
  const spent = formatDuration(Math.max(TICK_SECONDS, (clock.now() - started) / 1000));
  const words = `Reconciliation finished in ${spent}, next run in ${formatDuration(toTiming(parts.kustomization).interval ?? 0)}`;
  parts.events.record(parts.raw, "Normal", "ReconciliationSucceeded", interval === undefined ? "" : words, revision);
  return remember(parts, started, { status: { inventory, lastAppliedRevision: revision }, succeeded: true });
}

/** Runs the health checks where there are any; gives the words of the failure, or null. */
async function checkHealth(
  parts: PassParts,
  words: string,
  inventory: object,
): Promise<{ readonly short: string; readonly message: string } | null> {
  const { clock, conditions, outcome, kustomization } = parts;
  if (!kustomization.spec.wait && kustomization.spec.healthChecks.length === 0) {
    conditions.remove("Healthy");
    return null;
  }
  conditions.set({ type: "Healthy", status: "Unknown", reason: "Progressing", message: words });
  progress(parts, words);
  write(parts, { inventory });
  const began = clock.now();
  const limit = toTiming(kustomization).timeout ?? 30;
  const { health } = outcome;
  const seconds = health.kind === "timeout" ? limit : Math.min(health.seconds, limit);
  await sleep(clock, seconds * 1000);
  const spent = formatDuration(Math.max(TICK_SECONDS, (clock.now() - began) / 1000));
  if (health.kind === "healthy" && health.seconds <= limit) {
    const message = `Health check passed in ${spent}`;
    conditions.set({ type: "Healthy", status: "True", reason: "Succeeded", message });
    write(parts, {});
    if (kustomization.status.lastAppliedRevision !== parts.revision) {
      parts.events.record(parts.raw, "Normal", "Progressing", message, parts.revision);
    }
    return null;
  }
  const objects = health.kind === "healthy" ? toUnready(outcome) : health.objects;
  if (health.kind === "stalled") {
    const short = `failed early due to stalled resources: [${objects}]`;
    return { short, message: `health check failed after ${spent}: ${short}` };
  }
  const short = `timeout waiting for: [${objects}]`;
  return { short, message: `health check failed after ${spent}: ${short}` };
}

function toUnready({ inventory }: Outcome): string {
  const [namespace = "", name = "", , kind = ""] = (inventory[0] ?? "").split("_");
  return `${kind}/${namespace}/${name} status: 'InProgress'`;
}

function progress(parts: PassParts, message: string): void {
  parts.conditions.set({ type: "Reconciling", status: "True", reason: "Progressing", message });
  parts.conditions.set({
    type: "Ready",
    status: "Unknown",
    reason: "Progressing",
    message: "Reconciliation in progress",
  });
  write(parts, {});
}

function fail(parts: PassParts, reason: string, message: string): PassEnd {
  const { conditions } = parts;
  conditions.set({ type: "Ready", status: "False", reason, message });
  const reconciling = conditions.get("Reconciling");
  if (reconciling !== undefined) conditions.set({ ...reconciling, reason: "ProgressingWithRetry" });
  write(parts, {});
  parts.events.record(parts.raw, "Warning", reason, message, parts.revision);
  return { status: {}, succeeded: false };
}

/** History is written only after a successful build (flux-semantics §1). */
function remember(parts: PassParts, started: number, end: PassEnd): PassEnd {
  const { clock, revision, outcome, kustomization, conditions } = parts;
  const now = toTime(clock.now());
  const entry: HistoryEntry = {
    digest: toDigest(outcome.inventory.join("\n"), revision),
    firstReconciled: now,
    lastReconciled: now,
    lastReconciledDuration: formatDuration(Math.max(TICK_SECONDS, (clock.now() - started) / 1000)),
    lastReconciledStatus: conditions.get("Ready")?.reason ?? "",
    totalReconciliations: 1,
    metadata: { revision },
  };
  return { ...end, status: { ...end.status, history: addToHistory(kustomization.status.history, entry) } };
}

function tellCreated({ kustomization, outcome, events, raw, revision }: PassParts): void {
  if (kustomization.status.lastAppliedRevision === revision) return;
  const verb = kustomization.status.lastAppliedRevision === undefined ? "created" : "configured";
  if (outcome.inventory.length === 0) return;
  events.record(raw, "Normal", "Progressing", describeObjects(outcome.inventory, verb), revision);
}

function write({ store, kustomization: { metadata }, conditions }: PassParts, more: object): void {
  patchStatus(store, KUSTOMIZATION, metadata.namespace, metadata.name, { conditions: conditions.all, ...more });
}
