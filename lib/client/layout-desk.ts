import type { Clock } from "#lib/flux/clock.ts";
import { drawLines } from "#lib/layout/draw-lines.ts";
import type { LayoutEngine, LayoutInput, LayoutResult } from "#lib/layout/layout-engine.ts";
import { answerLayoutRequest, type LayoutReply, type LayoutRequest } from "#lib/layout/layout-worker-protocol.ts";
import type { PackedPicture } from "#lib/layout/packed-picture.ts";
import { unpackPicture } from "#lib/layout/picture-rows.ts";
import { toTopologyKey } from "#lib/layout/topology-key.ts";

/** Where pictures outlive the page. Each way may fail; a picture is then laid out from nothing, or not kept. */
export interface PictureStore {
  isEmpty(): Promise<boolean>;
  load(name: string): Promise<LayoutResult | null>;
  save(name: string, picture: LayoutResult): Promise<void>;
}

/** The server has most pictures at once; while it lays out, there is time for a rehearsal. */
const SERVER_LIMIT_MS = 150;
/** So long a picture that is on its way is waited for: to lay a large graph out takes longer. */
const GRACE_MS = 100;
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
  #foreseen: LayoutResult | null = null;
  /** Settles when that is there, or there is none; null when nobody waits for it any more. */
  #coming: Promise<void> | null = null;
  #isLate = false;

  constructor(engine: LayoutEngine, store: PictureStore, clock: Clock) {
    this.#engine = engine;
    this.#store = store;
    this.#clock = clock;
  }

  /**
   * Gets the picture that is going to be asked for from the server, where that has it (null: it has none); without one,
   * or until it is there, rehearses step by step for as long as nobody asks for anything. Who has been here before has a
   * picture to go on from, and is not held up by it.
   */
  async prepare(rehearsal: Iterator<void>, fetchPicture: (() => Promise<PackedPicture | null>) | null): Promise<void> {
    const isNew = await this.#store.isEmpty().catch(() => true);
    if (!isNew || this.#isAsked) return;
    if (fetchPicture !== null) {
      this.#coming = this.#foresee(fetchPicture);
      await this.#within(this.#coming, SERVER_LIMIT_MS);
    }
    if (this.#foreseen === null) this.#rehearse(rehearsal);
  }

  async answer(request: LayoutRequest): Promise<LayoutReply> {
    this.#isAsked = true;
    const { input, scene } = request;
    if (scene === undefined) return answerLayoutRequest(this.#engine, request);
    const name = `${scene}\n${input.aspect}`;
    const coming = input.previous === undefined ? this.#coming : null;
    this.#coming = null;
    if (coming !== null) await this.#within(coming, GRACE_MS);
    const foreseen = this.#takeForeseen(input);
    if (foreseen !== null) return this.#keep(name, { request: request.request, result: foreseen });
    const kept = input.previous === undefined ? await this.#load(name) : null;
    if (kept === null) return this.#keep(name, answerLayoutRequest(this.#engine, request));
    const reply = answerLayoutRequest(this.#engine, { ...request, input: { ...input, previous: kept } });
    // What was kept may be in a state that no engine can go on from.
    if ("error" in reply) return this.#keep(name, answerLayoutRequest(this.#engine, request));
    return reply.result === kept ? reply : this.#keep(name, reply);
  }

  async #foresee(fetchPicture: () => Promise<PackedPicture | null>): Promise<void> {
    try {
      const packed = await fetchPicture();
      if (packed !== null && !this.#isLate) this.#foreseen = unpackPicture(packed, { lines: drawLines(packed) });
    } catch {
      // Without it the browser lays out by itself.
    }
  }

  /** Another picture than the one of that very graph would not be the one that everybody else sees. */
  #takeForeseen(input: LayoutInput): LayoutResult | null {
    const foreseen = this.#foreseen;
    this.#foreseen = null;
    this.#isLate = true;
    const isOfIt = input.previous === undefined && foreseen?.aspect === input.aspect;
    return isOfIt && foreseen.key === toTopologyKey(input) ? foreseen : null;
  }

  #rehearse(rehearsal: Iterator<void>): void {
    if (this.#isAsked || this.#foreseen !== null || rehearsal.next().done === true) return;
    this.#clock.schedule(() => this.#rehearse(rehearsal), 0);
  }

  #keep(name: string, reply: LayoutReply): LayoutReply {
    if ("result" in reply) this.#store.save(name, reply.result).catch(() => {});
    return reply;
  }

  #load(name: string): Promise<LayoutResult | null> {
    const loading = this.#store.load(name).catch(() => null);
    return this.#within(loading, LOAD_LIMIT_MS);
  }

  /** Waits for something no longer than so many milliseconds; then it gives null. */
  #within<Value>(promise: Promise<Value>, limitMs: number): Promise<Value | null> {
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(() => resolve(null), limitMs);
      void promise.then((value) => {
        cancel();
        resolve(value);
      });
    });
  }
}
