import type { Clock } from "#lib/flux/clock.ts";
import type { Message } from "#lib/server/encoding/message.ts";
import { Outgoing, type OutgoingOptions } from "./outgoing.ts";

/** What a stream is written to: a response, or a stream of the web's kind. */
export interface StreamSink {
  /** There is something to take, for one who was told that there is nothing. */
  onReady(): void;
  /** It was given up: nothing more is to be written, and what waits is to be let go. */
  onDropped(): void;
}

export interface OpenStreamOptions extends OutgoingOptions {
  readonly clock: Clock;
  readonly onLeave: (stream: OpenStream) => void;
}

/** One reader of the events, as the server sees it. */
export class OpenStream {
  readonly #options: OpenStreamOptions;
  readonly #outgoing: Outgoing;
  #sink: StreamSink | null = null;
  /** Whether all was taken, and more is asked for. */
  #isHungry = false;
  #isOver = false;
  #lastTaken: number;

  constructor(options: OpenStreamOptions) {
    this.#options = options;
    this.#outgoing = new Outgoing(options);
    this.#lastTaken = options.clock.now();
  }

  /** Whether nothing will come any more, once all has been taken. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** For how long, in milliseconds, nothing of what waits has been taken; 0 for one who has taken all. */
  get stalledMs(): number {
    return this.#isHungry ? 0 : this.#options.clock.now() - this.#lastTaken;
  }

  connect(sink: StreamSink): void {
    this.#sink = sink;
  }

  push(message: Message): void {
    this.#outgoing.push(message);
    this.#call();
  }

  /** Sends a last message and ends. */
  end(message: Message): void {
    this.#outgoing.end(message);
    this.#isOver = true;
    this.#options.onLeave(this);
    this.#call();
  }

  /** Gives up a reader that takes nothing. */
  drop(): void {
    this.leave();
    this.#sink?.onDropped();
  }

  /** The reader has gone. */
  leave(): void {
    this.#isOver = true;
    this.#options.onLeave(this);
  }

  /** The next bytes; null when there are none now: the sink is told when there are. */
  take(): Uint8Array | null {
    const bytes = this.#outgoing.take();
    this.#isHungry = bytes === null;
    if (bytes !== null) this.#lastTaken = this.#options.clock.now();
    return bytes;
  }

  #call(): void {
    if (!this.#isHungry) return;
    this.#isHungry = false;
    this.#lastTaken = this.#options.clock.now();
    this.#sink?.onReady();
  }
}
