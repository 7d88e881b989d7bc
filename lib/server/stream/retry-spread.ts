import type { Message } from "#lib/server/encoding/message.ts";
import { toMessage } from "./event-message.ts";

const STEPS = 64;

/**
 * Tells each reader after how long it may come back when its line is cut (`retry:`, in milliseconds): each another time, so
 * that a thousand do not come at once. Some few times serve all, so that they too are written once.
 */
export class RetrySpread {
  readonly #shortestMs: number;
  readonly #longestMs: number;
  readonly #random: () => number;
  readonly #messages: Message[] = [];

  /** `random` gives numbers in [0, 1). */
  constructor(shortestMs: number, longestMs: number, random: () => number) {
    this.#shortestMs = shortestMs;
    this.#longestMs = longestMs;
    this.#random = random;
  }

  draw(): Message {
    const step = Math.floor(this.#random() * STEPS);
    const ms = Math.round(this.#shortestMs + ((this.#longestMs - this.#shortestMs) * step) / (STEPS - 1));
    this.#messages[step] ??= toMessage(`retry: ${ms}\n\n`);
    return this.#messages[step];
  }
}
