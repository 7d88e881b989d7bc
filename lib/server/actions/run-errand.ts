import type { ActionRequest, OperationTarget } from "#lib/api/action.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { ClusterState } from "#lib/server/cluster-state.ts";
import {
  findTarget,
  type Outcome,
  readKustomizationOutcome,
  readProspect,
  readSourceOutcome,
  readTarget,
  type Target,
} from "./read-target.ts";
import { waitUntil } from "./wait-until.ts";

const REQUEST_ANNOTATION = "reconcile.fluxcd.io/requestedAt";
const SHORTEST_PATIENCE_SECONDS = 300;

type End = Omit<OperationTarget, "id">;

/** One action on one target, and all that it needs. */
export interface Errand {
  readonly id: ObjectId;
  readonly request: ActionRequest;
  readonly clusters: readonly ClusterState[];
  readonly clock: Clock;
  readonly newId: () => string;
  /** Targets of one operation that share a source ask it once: null when it is done, else why it is not. */
  readonly sharedSources: Map<ObjectId, Promise<string | null>>;
  readonly signal: AbortSignal;
  readonly tell: (phase: OperationTarget["phase"], message: string) => void;
}

/** Carries an action out and follows it until the controller has handled it (flux-semantics §5). Throws ApiErrors. */
export async function runErrand(errand: Errand): Promise<End> {
  const target = findTarget(errand.clusters, errand.id);
  const object = target && readTarget(target);
  if (!target || !object) return { phase: "failed", message: "It is not there any more." };
  const { action } = errand.request;
  const { suspended } = readProspect(object, target.cluster.idPrefix);
  if (action === "suspend") return suspend(errand, target, true);
  if (action === "resume" && suspended) {
    const end = await suspend(errand, target, false);
    if (end.phase !== "succeeded" || errand.request.dryRun) return end;
  } else if (suspended) {
    return { phase: "refused", message: "It is suspended: resume it first." };
  }
  return reconcile(errand, target);
}

async function suspend(errand: Errand, target: Target, suspended: boolean): Promise<End> {
  await patch(errand, target, { spec: { suspend: suspended ? true : null } });
  if (errand.request.dryRun) return allowed();
  return { phase: "succeeded", message: suspended ? "Suspended. What runs now still runs to its end." : "Resumed." };
}

async function reconcile(errand: Errand, target: Target): Promise<End> {
  const object = readTarget(target);
  const { source, timeout } = readProspect(object ?? { metadata: { name: "" } }, target.cluster.idPrefix);
  if (errand.request.withSource && !errand.request.dryRun) {
    const trouble = await reconcileSourceOnce(errand, source);
    if (trouble !== null) return { phase: "failed", message: trouble };
  }
  const asked = await requestReconcile(errand, target);
  if (errand.request.dryRun) return allowed();
  errand.tell("asked", "Asked. The controller has not answered yet.");
  const patience = Math.max(SHORTEST_PATIENCE_SECONDS, 2 * (timeout ?? 0) + 60);
  const end = await waitUntil(errand, target, patience, (raw) => {
    const outcome = readKustomizationOutcome(raw);
    if (outcome.handled !== asked) return null;
    if (outcome.ready === "working") errand.tell("handled", "Handled. The controller is working on it.");
    return toEnd(outcome);
  });
  if (end === "gone") return { phase: "failed", message: "It was deleted meanwhile." };
  if (end !== "timed-out") return end;
  return {
    phase: "timed-out",
    message: `The controller has not finished within ${Math.round(patience / 60)} minutes. It may be busy with others; the request stays.`,
  };
}

function toEnd({ ready, reason, message }: Outcome): End | null {
  if (ready === "working") return null;
  if (ready === "yes") return { phase: "succeeded", message };
  if (reason === "DependencyNotReady")
    return { phase: "still-blocked", message: `Handled, and it still waits: ${message}` };
  return { phase: "failed", message };
}

function reconcileSourceOnce(errand: Errand, source: ObjectId | null): Promise<string | null> {
  if (source === null) return Promise.resolve("It names no source.");
  const running = errand.sharedSources.get(source) ?? reconcileSource(errand, source);
  errand.sharedSources.set(source, running);
  return running;
}

/** Asks a source and waits until it has handled that; gives null, or why the Kustomization should not be asked. */
async function reconcileSource(errand: Errand, source: ObjectId): Promise<string | null> {
  const label = `${parseObjectId(source)?.kind} ${parseObjectId(source)?.name}`;
  const target = findTarget(errand.clusters, source);
  if (target?.kind.kind === "ExternalArtifact")
    return `${label} cannot be reconciled from here: another controller makes it.`;
  if (target === null || readTarget(target) === undefined) return `${label} is not there.`;
  const asked = await requestReconcile(errand, target);
  errand.tell("source-asked", `Asked ${label} first.`);
  const end = await waitUntil(errand, target, SHORTEST_PATIENCE_SECONDS, (raw) => {
    const outcome = readSourceOutcome(raw);
    return outcome.handled === asked && outcome.ready !== "working" ? outcome : null;
  });
  if (end === "gone") return `${label} was deleted meanwhile.`;
  if (end === "timed-out") return `${label} has not answered within ${SHORTEST_PATIENCE_SECONDS / 60} minutes.`;
  return end.ready === "yes" ? null : `${label} failed: ${end.message}`;
}

/** Annotates an object with a value that nobody has sent before, and gives it. */
async function requestReconcile(errand: Errand, target: Target): Promise<string> {
  const value = `${new Date(errand.clock.now()).toISOString().slice(0, -1)}${nanoseconds(errand.newId())}Z`;
  await patch(errand, target, { metadata: { annotations: { [REQUEST_ANNOTATION]: value } } });
  return value;
}

/** Six more digits for two requests within a millisecond: RFC3339Nano, as the flux CLI writes it. */
function nanoseconds(id: string): string {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return String(hash).padStart(6, "0");
}

async function patch(errand: Errand, { cluster, kind, namespace, name }: Target, body: object): Promise<void> {
  await cluster.reader.api.mergePatch(kind, namespace, name, body, { dryRun: errand.request.dryRun ?? false });
}

function allowed(): End {
  return { phase: "succeeded", message: "The API server would accept it. Nothing was changed." };
}
