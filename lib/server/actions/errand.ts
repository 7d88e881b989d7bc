import type { ActionRequest, OperationTarget } from "#lib/api/action.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import type { ClusterState } from "#lib/server/cluster-state.ts";
import type { Target } from "./read-target.ts";

const REQUEST_ANNOTATION = "reconcile.fluxcd.io/requestedAt";

/** What became of a target. */
export type End = Omit<OperationTarget, "id">;

/** A request to a source: settled when it is sent, and when the source has handled it. */
export interface SourceRequest {
  readonly sent: Promise<unknown>;
  /** Null when the source is ready, else why the Kustomization should not be asked. */
  readonly done: Promise<End | null>;
}

/** One action on one target, and all that it needs. */
export interface Errand {
  readonly id: ObjectId;
  readonly request: ActionRequest;
  readonly clusters: readonly ClusterState[];
  readonly clock: Clock;
  readonly newId: () => string;
  /** Targets of one operation that share a source ask it once. */
  readonly sourceRequests: Map<ObjectId, SourceRequest>;
  readonly signal: AbortSignal;
  readonly tell: (phase: OperationTarget["phase"], message: string) => void;
}

/** Annotates an object with a value that nobody has sent before, and gives it. Throws an ApiError. */
export async function requestReconcile(errand: Errand, target: Target): Promise<string> {
  const value = `${new Date(errand.clock.now()).toISOString().slice(0, -1)}${toDigits(errand.newId())}Z`;
  await sendPatch(errand, target, { metadata: { annotations: { [REQUEST_ANNOTATION]: value } } });
  return value;
}

/** Sends a merge patch, or has it checked only where the action is a dry run. Throws an ApiError. */
export async function sendPatch(
  errand: Errand,
  { cluster, kind, namespace, name }: Target,
  body: object,
): Promise<void> {
  await cluster.reader.api.mergePatch(kind, namespace, name, body, { dryRun: errand.request.dryRun ?? false });
}

/** Six more digits for two requests within a millisecond: RFC3339Nano, as the flux CLI writes it. */
function toDigits(id: string): string {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000;
  return String(hash).padStart(6, "0");
}
