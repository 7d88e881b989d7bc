/** Keeps the values that were asked for last, at most so many. */
export class LeastRecentlyUsed<Value> {
  readonly #limit: number;
  readonly #values = new Map<string, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Gives the value of a key; makes it when it is not kept. */
  getOrBuild(key: string, build: () => Value): Value {
    const known = this.#values.get(key);
    const value = known ?? build();
    this.#values.delete(key);
    this.#values.set(key, value);
    if (this.#values.size > this.#limit) {
      const [oldest] = this.#values.keys();
      if (oldest !== undefined) this.#values.delete(oldest);
    }
    return value;
  }

  get size(): number {
    return this.#values.size;
  }
}
