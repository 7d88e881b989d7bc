import type { Clock } from "#lib/flux/clock.ts";

/** When the browser draws next, and whether it draws at all. */
export interface FrameSource {
  request(run: () => void): void;
  isHidden(): boolean;
}

/** A page that is not looked at gets no frames; what others read of it is renewed so often, in ms. */
const HIDDEN_MS = 1_000;

/**
 * Lets the newest of many values through, once a frame: a burst of changes is drawn at most as often as the screen is.
 * What comes first is let through at once. A frame that does not come, for the page was hidden meanwhile, is not waited for.
 */
export class FrameGate<Value> {
  readonly #frames: FrameSource;
  readonly #clock: Clock;
  readonly #pass: (value: Value) => void;
  #waiting: { readonly value: Value } | null = null;
  #isFirst = true;
  #cancel = () => {};

  constructor(frames: FrameSource, clock: Clock, pass: (value: Value) => void) {
    this.#frames = frames;
    this.#clock = clock;
    this.#pass = pass;
  }

  push(value: Value): void {
    if (this.#isFirst) {
      this.#isFirst = false;
      this.#pass(value);
      return;
    }
    const isAsked = this.#waiting !== null;
    this.#waiting = { value };
    if (isAsked) return;
    this.#cancel = this.#clock.schedule(() => this.#open(), HIDDEN_MS);
    if (!this.#frames.isHidden()) this.#frames.request(() => this.#open());
  }

  #open(): void {
    this.#cancel();
    const waiting = this.#waiting;
    this.#waiting = null;
    if (waiting !== null) this.#pass(waiting.value);
  }
}
