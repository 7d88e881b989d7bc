import { type End, type Errand, requestReconcile, sendPatch } from "./errand.ts";
import {
  findTarget,
  type Outcome,
  type Prospect,
  readKustomizationOutcome,
  readProspect,
  readTarget,
  type Target,
} from "./read-target.ts";
import { reconcileSource } from "./reconcile-source.ts";
import { waitUntil } from "./wait-until.ts";

const SHORTEST_PATIENCE_SECONDS = 300;
const ALLOWED: End = { phase: "succeeded", message: "The API server would accept it. Nothing was changed." };

/** Carries an action out and follows it until the controller has handled it (flux-semantics §5). Throws ApiErrors. */
export async function runErrand(errand: Errand): Promise<End> {
  const { action, dryRun } = errand.request;
  const target = findTarget(errand.clusters, errand.id);
  const object = target && readTarget(target);
  if (!target || !object) return { phase: "failed", message: "It is not there any more." };
  const prospect = readProspect(object, target.cluster.idPrefix);
  if (action === "suspend") {
    await sendPatch(errand, target, { spec: { suspend: true } });
    return dryRun ? ALLOWED : { phase: "succeeded", message: "Suspended. What runs now still runs to its end." };
  }
  if (action === "resume") {
    await sendPatch(errand, target, { spec: { suspend: null } });
    if (dryRun) return ALLOWED;
  } else if (prospect.suspended) {
    return { phase: "refused", message: "It is suspended, and would not answer. Resume it first." };
  }
  return reconcile(errand, target, prospect);
}

async function reconcile(errand: Errand, target: Target, { source, timeout }: Prospect): Promise<End> {
  const { withSource, dryRun } = errand.request;
  const obstacle = withSource ? await reconcileSource(errand, source) : null;
  if (obstacle !== null) return obstacle;
  const asked = await requestReconcile(errand, target);
  if (dryRun) return ALLOWED;
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
  const minutes = Math.round(patience / 60);
  return {
    phase: "timed-out",
    message: `The controller has not finished within ${minutes} minutes. It may be busy with others, or not be running; the request stays.`,
  };
}

function toEnd({ suspended, ready, reason, message }: Outcome): End | null {
  // A suspended object, too, marks a request as handled, and does nothing.
  if (suspended) return { phase: "refused", message: "It was suspended meanwhile, so nothing was done." };
  if (ready === "working") return null;
  if (ready === "yes") return { phase: "succeeded", message };
  if (reason === "DependencyNotReady")
    return { phase: "still-blocked", message: `Handled, and it still waits: ${message}` };
  return { phase: "failed", message };
}
