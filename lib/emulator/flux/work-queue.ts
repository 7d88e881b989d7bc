import type { Clock } from "#lib/flux/clock.ts";

/**
 * The controllers' queue: so many keys are worked on at once, one key never twice at a time; what is asked for while
 * it runs is done right after. Each key has one timer, the earliest asked for.
 */
export class WorkQueue {
  readonly #clock: Clock;
  readonly #workers: number;
  readonly #work: (key: string) => Promise<void>;
  readonly #timers = new Map<string, { readonly at: number; readonly cancel: () => void }>();
  readonly #ready = new Set<string>();
  readonly #running = new Set<string>();
  #stopped = false;

  constructor(clock: Clock, workers: number, work: (key: string) => Promise<void>) {
    this.#clock = clock;
    this.#workers = workers;
    this.#work = work;
  }

  add(key: string): void {
    if (this.#stopped) return;
    this.#ready.add(key);
    this.#next();
  }

  addAfter(key: string, seconds: number): void {
    if (this.#stopped) return;
    const at = this.#clock.now() + seconds * 1000;
    const known = this.#timers.get(key);
    if (known !== undefined && known.at <= at) return;
    known?.cancel();
    const cancel = this.#clock.schedule(() => {
      this.#timers.delete(key);
      this.add(key);
    }, seconds * 1000);
    this.#timers.set(key, { at, cancel });
  }

  stop(): void {
    this.#stopped = true;
    for (const { cancel } of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#ready.clear();
  }

  #next(): void {
    for (const key of this.#ready) {
      if (this.#running.size >= this.#workers) return;
      if (this.#running.has(key)) continue;
      this.#ready.delete(key);
      this.#running.add(key);
      void this.#run(key);
    }
  }

  async #run(key: string): Promise<void> {
    // A pass that is done sets its next one; a timer from before must not cut that short.
    this.#timers.get(key)?.cancel();
    this.#timers.delete(key);
    try {
      await this.#work(key);
    } finally {
      this.#running.delete(key);
      if (!this.#stopped) this.#next();
    }
  }
}
