import { type ActionRequest, isFinal, type Operation, type OperationTarget } from "#lib/api/action.ts";
import { isApiError } from "#lib/cluster/api-error.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import type { ClusterState } from "#lib/server/cluster-state.ts";
import type { Log } from "#lib/server/log.ts";
import type { End, Errand, SourceRequest } from "./errand.ts";
import { findTarget, readTarget } from "./read-target.ts";
import { runErrand } from "./run-errand.ts";

const MOST_KEPT = 200;
const KEPT_MS = 3_600_000;

export interface OperationKeeperOptions {
  readonly clusters: readonly ClusterState[];
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  readonly onChange: (operation: Operation) => void;
}

/** Runs actions and keeps what became of them, for an hour and two hundred at most. */
export class OperationKeeper {
  readonly #options: OperationKeeperOptions;
  readonly #operations = new Map<string, Operation>();
  readonly #stopping = new AbortController();

  constructor(options: OperationKeeperOptions) {
    this.#options = options;
  }

  find(id: string): Operation | undefined {
    return this.#operations.get(id);
  }

  /** Whether an id names an object that is there. */
  isKnown(text: string): boolean {
    const id = toKnownObjectId(text);
    const target = id === null ? null : findTarget(this.#options.clusters, id);
    return target !== null && readTarget(target) !== undefined;
  }

  start(request: ActionRequest, by: string): Operation {
    const { newId, clock } = this.#options;
    this.#forgetOld();
    const operation: Operation = {
      id: newId(),
      action: request.action,
      dryRun: request.dryRun ?? false,
      by,
      startedAt: new Date(clock.now()).toISOString(),
      endedAt: null,
      targets: [...new Set(request.targets)].map((id) => ({ id, phase: "waiting", message: "" })),
    };
    this.#operations.set(operation.id, operation);
    this.#options.onChange(operation);
    const sourceRequests = new Map<ObjectId, SourceRequest>();
    for (const { id } of operation.targets) void this.#run(operation.id, id, request, sourceRequests);
    return operation;
  }

  stop(): void {
    this.#stopping.abort();
  }

  async #run(
    operationId: string,
    id: ObjectId,
    request: ActionRequest,
    sourceRequests: Map<ObjectId, SourceRequest>,
  ): Promise<void> {
    const { clusters, clock, newId } = this.#options;
    const errand: Errand = {
      id,
      request,
      clusters,
      clock,
      newId,
      sourceRequests,
      signal: this.#stopping.signal,
      tell: (phase, message) => this.#update(operationId, { id, phase, message }),
    };
    const end = await runErrand(errand).catch(toFailedEnd);
    this.#update(operationId, { id, ...end });
  }

  #update(operationId: string, changed: OperationTarget): void {
    const operation = this.#operations.get(operationId);
    const known = operation?.targets.find(({ id }) => id === changed.id);
    if (operation === undefined || (known?.phase === changed.phase && known.message === changed.message)) return;
    const targets = operation.targets.map((target) => (target.id === changed.id ? changed : target));
    const ended = targets.every(isFinal);
    const next = { ...operation, targets, endedAt: ended ? new Date(this.#options.clock.now()).toISOString() : null };
    this.#operations.set(operationId, next);
    this.#options.onChange(next);
    if (!isFinal(changed)) return;
    const { action, by } = operation;
    this.#options.log.info(
      { audit: true, operation: operationId, action, by, ...changed },
      `${action}: ${changed.phase}`,
    );
  }

  #forgetOld(): void {
    const oldest = this.#options.clock.now() - KEPT_MS;
    for (const [id, { startedAt }] of this.#operations) {
      if (this.#operations.size < MOST_KEPT && Date.parse(startedAt) >= oldest) break;
      this.#operations.delete(id);
    }
  }
}

/** What the API server said and what to do; a person without the permission is refused rather than failed. */
function toFailedEnd(error: unknown): End {
  if (!isApiError(error)) {
    return { phase: "failed", message: error instanceof Error ? error.message : "It could not be done." };
  }
  const message = [error.message, error.fix].filter((text) => text !== "").join(" ");
  return { phase: error.kind === "forbidden" || error.kind === "unauthorized" ? "refused" : "failed", message };
}
