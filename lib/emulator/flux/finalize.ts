import type { ObjectStore } from "#lib/emulator/object-store.ts";
import { type Clock, sleep } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toTiming } from "#lib/flux/timing.ts";
import { describeObjects } from "./describe-objects.ts";
import type { EventRecorder } from "./events.ts";
import type { Workload } from "./workload.ts";

/** The controller's own; an object that carries it waits for {@link finalize} when it is deleted. */
export const FINALIZER = "finalizers.fluxcd.io";

export interface FinalizeParts {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly events: EventRecorder;
  readonly workload: Workload;
  readonly raw: RawObject;
}

/** Gives the finalizers of an object, the controller's or not. */
export function findFinalizers({ metadata }: RawObject): readonly string[] {
  const { finalizers } = metadata;
  return Array.isArray(finalizers) ? finalizers : [];
}

/**
 * Ends a Kustomization that is being deleted: its objects go first, as far as `deletionPolicy` and `prune` want it and
 * unless it is suspended; with WaitForTermination they are waited for, until the time-out at most.
 */
export async function finalize({ store, clock, events, workload, raw }: FinalizeParts): Promise<void> {
  if (!findFinalizers(raw).includes(FINALIZER)) return;
  const parsed = parseKustomization(raw);
  if (parsed.ok && deletesObjects(parsed.value, raw)) {
    const revision = parsed.value.status.lastAppliedRevision ?? "";
    const { pruneSeconds, inventory } = workload(parsed.value, revision);
    if (inventory.length > 0) {
      events.record(raw, "Normal", "ReconciliationSucceeded", describeObjects(inventory, "deleted"), revision);
    }
    const limit = toTiming(parsed.value).timeout ?? 30;
    if (readPolicy(raw) === "WaitForTermination") await sleep(clock, Math.min(pruneSeconds, limit) * 1000);
    if (readPolicy(raw) === "WaitForTermination" && pruneSeconds > limit) {
      events.record(raw, "Warning", "ReconciliationSucceeded", "failed to wait for resources termination", revision);
    }
  }
  const { namespace = "", name } = raw.metadata;
  const now = store.get(KUSTOMIZATION, namespace, name);
  if (now === undefined || now.metadata.uid !== raw.metadata.uid) return;
  const left = findFinalizers(now).filter((finalizer) => finalizer !== FINALIZER);
  store.mergePatch(KUSTOMIZATION, namespace, name, { metadata: { finalizers: left.length === 0 ? null : left } });
}

function deletesObjects({ spec }: Kustomization, raw: RawObject): boolean {
  if (spec.suspend) return false;
  const policy = readPolicy(raw);
  return policy === "MirrorPrune" ? spec.prune : policy !== "Orphan";
}

function readPolicy({ spec }: RawObject): string {
  return (spec as { deletionPolicy?: string }).deletionPolicy ?? "MirrorPrune";
}
