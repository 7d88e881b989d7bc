import type { Clock } from "#lib/flux/clock.ts";
import type { LayoutEngine, LayoutResult } from "#lib/layout/layout-engine.ts";
import { answerLayoutRequest, type LayoutReply, type LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";

/** Where pictures outlive the page. Each way may fail; a picture is then laid out from nothing, or not kept. */
export interface PictureStore {
  isEmpty(): Promise<boolean>;
  load(name: string): Promise<LayoutResult | null>;
  save(name: string, picture: LayoutResult): Promise<void>;
}

/** A reader waits no longer than this for the picture of the last visit. */
const LOAD_LIMIT_MS = 500;

/**
 * Answers requests in the worker: the first of a scene goes on from the picture that was kept of it, in a window of the
 * same shape, and each new picture of a scene is kept.
 */
export class LayoutDesk {
  readonly #engine: LayoutEngine;
  readonly #store: PictureStore;
  readonly #clock: Clock;
  #isAsked = false;

  constructor(engine: LayoutEngine, store: PictureStore, clock: Clock) {
    this.#engine = engine;
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Rehearses step by step for as long as nobody asks for anything. Who has been here before has a picture to go on
   * from, and is not held up by it.
   */
  async prepare(rehearsal: Iterator<void>): Promise<void> {
    const isNew = await this.#store.isEmpty().catch(() => true);
    if (isNew) this.#rehearse(rehearsal);
  }

  async answer(request: LayoutRequest): Promise<LayoutReply> {
    this.#isAsked = true;
    const { input, scene } = request;
    if (scene === undefined) return answerLayoutRequest(this.#engine, request);
    const name = `${scene}\n${input.aspect}`;
    const kept = input.previous === undefined ? await this.#load(name) : null;
    if (kept === null) return this.#keep(name, answerLayoutRequest(this.#engine, request));
    const reply = answerLayoutRequest(this.#engine, { ...request, input: { ...input, previous: kept } });
    // What was kept may be in a state that no engine can go on from.
    if ("error" in reply) return this.#keep(name, answerLayoutRequest(this.#engine, request));
    return reply.result === kept ? reply : this.#keep(name, reply);
  }

  #rehearse(rehearsal: Iterator<void>): void {
    if (this.#isAsked || rehearsal.next().done === true) return;
    this.#clock.schedule(() => this.#rehearse(rehearsal), 0);
  }

  #keep(name: string, reply: LayoutReply): LayoutReply {
    if ("result" in reply) this.#store.save(name, reply.result).catch(() => {});
    return reply;
  }

  #load(name: string): Promise<LayoutResult | null> {
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(() => resolve(null), LOAD_LIMIT_MS);
      this.#store
        .load(name)
        .catch(() => null)
        .then((picture) => {
          cancel();
          resolve(picture);
        });
    });
  }
}
