import type { Clock } from "#lib/flux/clock.ts";
import type { IndexedTopology } from "#lib/layout/layout-engine.ts";

/** What the thread is asked, one at a time. */
export interface ThreadRequest {
  readonly topology: IndexedTopology;
  readonly aspect: number;
}

/** The bytes of the picture, compressed, or why there is none. */
export type ThreadReply = { readonly gzip: Uint8Array } | { readonly error: string };

/** The part of a worker thread that is used. */
export interface RawThread {
  on(event: "message", listener: (reply: ThreadReply) => void): unknown;
  on(event: "error", listener: (error: Error) => void): unknown;
  postMessage(request: ThreadRequest): void;
  terminate(): unknown;
}

interface Asked {
  readonly request: ThreadRequest;
  readonly resolve: (gzip: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** Who comes so long after the last one finds the thread gone, and its memory with it. */
const IDLE_MS = 60_000;
/** A layout that takes so long, hundreds of times what it should, never ends. */
const HUNG_MS = 30_000;

/** Lays out in a thread that is started when it is needed, one picture after the other. */
export class PictureThread {
  readonly #start: () => RawThread;
  readonly #clock: Clock;
  readonly #asked: Asked[] = [];
  #thread: RawThread | null = null;
  /** Ends what waits for the clock: the rest of the idle time, or the patience with a layout. */
  #cancelTimer = () => {};

  constructor(start: () => RawThread, clock: Clock) {
    this.#start = start;
    this.#clock = clock;
  }

  /** How many pictures are asked for and not there yet. */
  get waiting(): number {
    return this.#asked.length;
  }

  get isStarted(): boolean {
    return this.#thread !== null;
  }

  /** Rejects where the layout fails, or the thread. */
  layOut(request: ThreadRequest): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#asked.push({ request, resolve, reject });
      if (this.#asked.length === 1) this.#ask();
    });
  }

  /** Ends the thread where nothing is waited for: nobody is expected soon. */
  rest(): void {
    if (this.#asked.length === 0) this.#end();
  }

  stop(): void {
    this.#end();
    for (const { reject } of this.#asked.splice(0)) reject(new Error("the server stops"));
  }

  #ask(): void {
    const [next] = this.#asked;
    this.#cancelTimer();
    if (next === undefined) {
      this.#cancelTimer = this.#clock.schedule(() => this.#end(), IDLE_MS);
      return;
    }
    this.#cancelTimer = this.#clock.schedule(() => this.#giveUp("it took too long"), HUNG_MS);
    try {
      this.#thread ??= this.#open();
      this.#thread.postMessage(next.request);
    } catch (error) {
      this.#giveUp(error instanceof Error ? error.message : String(error));
    }
  }

  /** Goes on with the next picture, in another thread. */
  #giveUp(error: string): void {
    this.#end();
    this.#take({ error });
  }

  #open(): RawThread {
    const thread = this.#start();
    thread.on("message", (reply) => {
      if (this.#thread === thread) this.#take(reply);
    });
    thread.on("error", ({ message }) => {
      if (this.#thread === thread) this.#giveUp(message);
    });
    return thread;
  }

  #take(reply: ThreadReply): void {
    const asked = this.#asked.shift();
    if ("error" in reply) asked?.reject(new Error(reply.error));
    else asked?.resolve(reply.gzip);
    this.#ask();
  }

  #end(): void {
    this.#cancelTimer();
    this.#thread?.terminate();
    this.#thread = null;
  }
}
