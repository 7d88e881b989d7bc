import {
  type ActionRequest,
  actionAcceptedSchema,
  isFinal,
  type Operation,
  type OperationTarget,
  operationSchema,
  TARGET_PHASES,
} from "#lib/api/action.ts";
import { API_PATHS, toOperationPath } from "#lib/api/paths.ts";
import type { ProblemDetails } from "#lib/api/problem-details.ts";
import type { Clock } from "#lib/flux/clock.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { fetchJson, toProblemDetails } from "./fetch-json.ts";
import { Store } from "./store.ts";

/** What was asked of one node, and how far it is. */
export interface TargetProgress extends OperationTarget {
  readonly action: Operation["action"];
}

/** What is asked at the moment, by node. */
export interface Progress {
  readonly targets: ReadonlyMap<ObjectId, TargetProgress>;
  readonly errors: ReadonlyMap<ObjectId, ProblemDetails>;
}

const POLL_MS = 2_000;
/** How long an outcome stays to be read. */
const AFTERGLOW_MS = 10_000;

/** Asks for actions and follows them; the answers come from the request, from the stream, and else by asking again. */
export class Operations {
  readonly progress = new Store<Progress>({ targets: new Map(), errors: new Map() });
  readonly #clock: Clock;
  readonly #isStreaming: () => boolean;
  readonly #operations = new Map<string, Operation>();
  readonly #following = new Set<string>();

  constructor(clock: Clock, isStreaming: () => boolean) {
    this.#clock = clock;
    this.#isStreaming = isStreaming;
  }

  /** Sends the request; what comes of it, a refusal too, is told by `progress`. */
  readonly start = async (request: ActionRequest): Promise<void> => {
    this.#change(({ targets, errors }) => {
      for (const id of request.targets) {
        errors.delete(id);
        targets.set(id, { id, phase: "waiting", message: "", action: request.action });
      }
    });
    try {
      const accepted = await fetchJson(actionAcceptedSchema, API_PATHS.actions, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(request),
      });
      this.take(accepted.operation);
    } catch (error) {
      const problem = toProblemDetails(error);
      this.#change(({ targets, errors }) => {
        for (const id of request.targets) {
          targets.delete(id);
          errors.set(id, problem);
        }
      });
      this.#clock.schedule(() => {
        this.#change((now) => {
          for (const id of request.targets) if (now.errors.get(id) === problem) now.errors.delete(id);
        });
      }, 2 * AFTERGLOW_MS);
    }
  };

  /** Takes the state of an operation in, from wherever it comes; what is older than what is known counts for nothing. */
  readonly take = (operation: Operation): void => {
    const known = this.#operations.get(operation.id);
    if (known !== undefined && toRank(operation) < toRank(known)) return;
    this.#operations.set(operation.id, operation);
    this.#change(({ targets }) => {
      for (const target of operation.targets) targets.set(target.id, { ...target, action: operation.action });
    });
    if (isOver(operation)) this.#fadeOut(operation);
    else this.#follow(operation.id);
  };

  #fadeOut(operation: Operation): void {
    const { targets } = this.progress.get();
    const ended = operation.targets.map(({ id }) => targets.get(id));
    this.#clock.schedule(() => {
      this.#operations.delete(operation.id);
      this.#change((now) => {
        for (const target of ended) if (target && now.targets.get(target.id) === target) now.targets.delete(target.id);
      });
    }, AFTERGLOW_MS);
  }

  #follow(id: string): void {
    if (this.#following.has(id)) return;
    this.#following.add(id);
    this.#clock.schedule(() => {
      this.#following.delete(id);
      const known = this.#operations.get(id);
      if (known === undefined || isOver(known)) return;
      if (this.#isStreaming()) this.#follow(id);
      else void this.#ask(id);
    }, POLL_MS);
  }

  async #ask(id: string): Promise<void> {
    try {
      this.take(await fetchJson(operationSchema, toOperationPath(id)));
    } catch {
      // The connection's own state says that something is wrong; this only goes on asking.
      this.#follow(id);
    }
  }

  #change(
    edit: (draft: { targets: Map<ObjectId, TargetProgress>; errors: Map<ObjectId, ProblemDetails> }) => void,
  ): void {
    const { targets, errors } = this.progress.get();
    const draft = { targets: new Map(targets), errors: new Map(errors) };
    edit(draft);
    this.progress.set(draft);
  }
}

function isOver(operation: Operation): boolean {
  return operation.endedAt !== null || operation.targets.every(isFinal);
}

/** How far an operation is, all targets together. */
function toRank({ targets, endedAt }: Operation): number {
  const phases = targets.map(({ phase }) => TARGET_PHASES.indexOf(phase));
  return phases.reduce((sum, rank) => sum + rank, endedAt === null ? 0 : 0.5);
}
