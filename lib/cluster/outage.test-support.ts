import type { Clock } from "#lib/flux/clock.ts";
import type { Random } from "./seeded-random.test-support.ts";

/** A time in which a network is faulty. Whatever waits in it goes on when its own time is up, or when all is healed. */
export class Outage {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #held = new Set<() => void>();
  #isHealed = false;

  constructor(clock: Clock, random: Random) {
    this.#clock = clock;
    this.#random = random;
  }

  get isHealed(): boolean {
    return this.#isHealed;
  }

  /** Whether a connection that hung has outlived the outage. */
  survives(): boolean {
    return this.#random() < 0.5;
  }

  /** Calls back after some milliseconds or (null) only when the network is healed, which ends every wait. */
  hold(ms: number | null, callback: () => void): void {
    const cancel = ms === null ? null : this.#clock.schedule(release, ms);
    const held = this.#held;
    function release() {
      cancel?.();
      if (held.delete(release)) callback();
    }
    held.add(release);
    if (this.#isHealed) release();
  }

  heal(): void {
    this.#isHealed = true;
    for (const release of [...this.#held]) release();
  }
}
