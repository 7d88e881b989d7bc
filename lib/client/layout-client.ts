import type { Clock } from "#lib/flux/clock.ts";
import type { AnyTopology, LayoutInput, LayoutResult } from "#lib/layout/layout-engine.ts";
import type { LayoutReply, LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";

/** The part of a Worker that is used, so that tests pass in their own. */
export interface WorkerLike {
  onmessage: ((event: { readonly data: LayoutReply }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: LayoutRequest): void;
  terminate(): void;
}

type Wish = Pick<LayoutRequest, "input" | "scene">;

const MOST_RESTARTS = 3;
/** Far beyond what a slow machine takes: 1,000 nodes are laid out in well under a second. */
const HUNG_MS = 30_000;
const HUNG_PER_NODE_MS = 5;

/**
 * Asks a worker for pictures, one at a time, the newest wish first. A worker that dies or says nothing for too long is
 * replaced and asked again, a few times; then `onError` tells why there is no new picture, and the last one stays.
 */
export class LayoutClient {
  readonly #createWorker: () => WorkerLike;
  readonly #clock: Clock;
  readonly #onResult: (result: LayoutResult) => void;
  readonly #onError: (message: string) => void;
  #worker: WorkerLike | null = null;
  #request = 0;
  #running: LayoutRequest | null = null;
  #wish: Wish | null = null;
  #restarts = 0;
  #hangs = 0;
  #cancelWatchdog = () => {};

  constructor(
    createWorker: () => WorkerLike,
    clock: Clock,
    onResult: (result: LayoutResult) => void,
    onError: (message: string) => void,
  ) {
    this.#createWorker = createWorker;
    this.#clock = clock;
    this.#onResult = onResult;
    this.#onError = onError;
  }

  /** Asks for a picture; under a `scene` it goes on from the one that was kept, and is kept for the next visit. */
  ask(input: LayoutInput, scene?: string): void {
    this.#wish = scene === undefined ? { input } : { input, scene };
    this.#next();
  }

  stop(): void {
    this.#drop();
    this.#wish = null;
  }

  #next(): void {
    if (this.#running !== null || this.#wish === null) return;
    this.#running = { ...this.#wish, request: ++this.#request };
    this.#wish = null;
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage(this.#running);
    const limitMs = HUNG_MS + HUNG_PER_NODE_MS * countNodes(this.#running.input);
    this.#cancelWatchdog = this.#clock.schedule(() => this.#giveUp(limitMs), limitMs);
  }

  #startWorker(): WorkerLike {
    const worker = this.#createWorker();
    worker.onmessage = ({ data }) => this.#take(data);
    worker.onerror = ({ message }) => this.#replace(message ?? "the worker ended");
    return worker;
  }

  #take(reply: LayoutReply): void {
    if (reply.request !== this.#running?.request) return;
    this.#running = null;
    this.#cancelWatchdog();
    this.#hangs = 0;
    if ("error" in reply) this.#onError(reply.error);
    else {
      this.#restarts = 0;
      // A picture that is outdated already would only make the cards jump twice.
      if (this.#wish === null) this.#onResult(reply.result);
    }
    this.#next();
  }

  /** What hangs twice would hang a third time: only another wish can help. */
  #giveUp(limitMs: number): void {
    const message = `it was not done in ${Math.round(limitMs / 1000)} s`;
    if (++this.#hangs === 1) {
      this.#replace(message);
      return;
    }
    this.#hangs = 0;
    this.#drop();
    this.#onError(message);
    this.#next();
  }

  #drop(): void {
    this.#cancelWatchdog();
    this.#worker?.terminate();
    this.#worker = null;
    this.#running = null;
  }

  #replace(message: string): void {
    const lost = this.#running;
    this.#drop();
    if (++this.#restarts > MOST_RESTARTS) {
      this.#onError(message);
      return;
    }
    this.#wish ??= lost;
    this.#next();
  }
}

function countNodes(topology: AnyTopology): number {
  return "ids" in topology ? topology.ids.length : topology.nodes.length;
}
