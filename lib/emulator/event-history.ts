import type { StoreEvent } from "./object-store.ts";

/** The last changes of a store, oldest first, as etcd keeps them until it is compacted. */
export class EventHistory {
  readonly #limit: number;
  #events: StoreEvent[] = [];
  #compacted: number;

  /** @param limit how many events are kept. @param start the version at which the history begins. */
  constructor(limit: number, start: number) {
    this.#limit = limit;
    this.#compacted = start;
  }

  /** The oldest version that can still be told from: what came after it is all here. */
  get compactedAt(): number {
    this.#trim();
    return this.#compacted;
  }

  append(event: StoreEvent): void {
    this.#events.push(event);
    // Trimmed by the half, so that appending does not move the whole list each time.
    if (this.#events.length >= this.#limit * 2) this.#trim();
  }

  /** Gives the events after a version, or "expired" when some of them are forgotten. */
  since(resourceVersion: number): readonly StoreEvent[] | "expired" {
    this.#trim();
    if (resourceVersion < this.#compacted) return "expired";
    return this.#events.slice(this.#indexAfter(resourceVersion));
  }

  /** Forgets everything up to a version. */
  compact(resourceVersion: number): void {
    this.#events = this.#events.slice(this.#indexAfter(resourceVersion));
    this.#compacted = Math.max(this.#compacted, resourceVersion);
  }

  #trim(): void {
    const forgotten = this.#events.at(-this.#limit - 1);
    if (forgotten !== undefined) this.compact(forgotten.resourceVersion);
  }

  #indexAfter(resourceVersion: number): number {
    let low = 0;
    let high = this.#events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#events[middle]?.resourceVersion ?? 0) <= resourceVersion) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
