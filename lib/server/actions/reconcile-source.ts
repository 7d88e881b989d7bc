import { isApiError } from "#lib/cluster/api-error.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import { type End, type Errand, requestReconcile, type SourceRequest } from "./errand.ts";
import { findTarget, readSourceOutcome, readTarget, type Target } from "./read-target.ts";
import { pollUntil, waitUntil } from "./wait-until.ts";

const PATIENCE_SECONDS = 300;

/**
 * Asks the source of a Kustomization, once for all targets of the operation that have it, and waits until it has
 * handled that and is ready. Gives null then, else why the Kustomization should not be asked. Throws ApiErrors.
 */
export async function reconcileSource(errand: Errand, source: ObjectId | null): Promise<End | null> {
  if (source === null) return { phase: "refused", message: "It names no source." };
  const label = toLabel(source);
  const target = findTarget(errand.clusters, source);
  if (target?.kind.kind === "ExternalArtifact") {
    return {
      phase: "refused",
      message: `${label} cannot be reconciled: another controller makes it. Reconcile without the source.`,
    };
  }
  const object = target && (readTarget(target) ?? (await findUnread(target)));
  if (!target || !object) return { phase: "failed", message: `${label} is not there.` };
  if (readSourceOutcome(object).suspended) {
    return { phase: "refused", message: `${label} is suspended. Resume it, or reconcile without the source.` };
  }
  const request = errand.sourceRequests.get(source) ?? ask(errand, target, label);
  errand.sourceRequests.set(source, request);
  await request.sent;
  if (errand.request.dryRun) return null;
  errand.tell("source-asked", `Asked ${label} first.`);
  return request.done;
}

function ask(errand: Errand, target: Target, label: string): SourceRequest {
  const sent = requestReconcile(errand, target);
  const done = errand.request.dryRun
    ? Promise.resolve(null)
    : sent.then((value) => follow(errand, target, label, value));
  // Whoever waits for it is told; nobody may be waiting yet.
  done.catch(() => undefined);
  return { sent, done };
}

async function follow(errand: Errand, target: Target, label: string, asked: string): Promise<End | null> {
  const read = (raw: RawObject) => {
    const outcome = readSourceOutcome(raw);
    if (outcome.suspended) return outcome;
    return outcome.handled === asked && outcome.ready !== "working" ? outcome : null;
  };
  const wait = readTarget(target) === undefined ? pollUntil : waitUntil;
  const end = await wait(errand, target, PATIENCE_SECONDS, read);
  if (end === "gone") return { phase: "failed", message: `${label} was deleted meanwhile.` };
  if (end === "timed-out") {
    const minutes = PATIENCE_SECONDS / 60;
    return {
      phase: "timed-out",
      message: `${label} has not answered within ${minutes} minutes; the rest was not asked.`,
    };
  }
  if (end.suspended) return { phase: "refused", message: `${label} was suspended meanwhile.` };
  return end.ready === "yes" ? null : { phase: "failed", message: `${label} failed: ${end.message}` };
}

/** A source outside of the chosen namespaces is not among the objects that are kept, and is looked up. */
async function findUnread({ cluster, kind, namespace, name }: Target): Promise<RawObject | null> {
  try {
    return await cluster.reader.api.get(kind, namespace, name);
  } catch (error) {
    if (isApiError(error) && error.kind === "not-found") return null;
    throw error;
  }
}

function toLabel(id: ObjectId): string {
  const name = parseObjectId(id);
  return name === null ? id : `${name.kind} ${name.namespace}/${name.name}`;
}
