import type { LayoutInput, LayoutResult } from "#lib/layout/layout-engine.ts";
import type { LayoutReply, LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";

/** The part of a Worker that is used, so that tests pass in their own. */
export interface WorkerLike {
  onmessage: ((event: { readonly data: LayoutReply }) => void) | null;
  onerror: ((event: { readonly message?: string }) => void) | null;
  postMessage(message: LayoutRequest): void;
  terminate(): void;
}

const MOST_RESTARTS = 3;

/**
 * Asks a worker for pictures, one at a time, the newest wish first. A worker that dies is replaced and asked again, a
 * few times; then `onError` tells why there is no new picture, and the last one stays.
 */
export class LayoutClient {
  readonly #createWorker: () => WorkerLike;
  readonly #onResult: (result: LayoutResult) => void;
  readonly #onError: (message: string) => void;
  #worker: WorkerLike | null = null;
  #request = 0;
  #running: LayoutRequest | null = null;
  #wish: LayoutInput | null = null;
  #restarts = 0;

  constructor(
    createWorker: () => WorkerLike,
    onResult: (result: LayoutResult) => void,
    onError: (message: string) => void,
  ) {
    this.#createWorker = createWorker;
    this.#onResult = onResult;
    this.#onError = onError;
  }

  ask(input: LayoutInput): void {
    this.#wish = input;
    this.#next();
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = null;
    this.#running = null;
    this.#wish = null;
  }

  #next(): void {
    if (this.#running !== null || this.#wish === null) return;
    this.#running = { request: ++this.#request, input: this.#wish };
    this.#wish = null;
    this.#worker ??= this.#startWorker();
    this.#worker.postMessage(this.#running);
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
    if ("error" in reply) this.#onError(reply.error);
    else {
      this.#restarts = 0;
      // A picture that is outdated already would only make the cards jump twice.
      if (this.#wish === null) this.#onResult(reply.result);
    }
    this.#next();
  }

  #replace(message: string): void {
    const lost = this.#running;
    this.#worker?.terminate();
    this.#worker = null;
    this.#running = null;
    if (++this.#restarts > MOST_RESTARTS) {
      this.#onError(message);
      return;
    }
    this.#wish ??= lost?.input ?? null;
    this.#next();
  }
}
