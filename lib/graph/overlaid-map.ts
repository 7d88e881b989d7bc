const MOST_OVER = 256;

/**
 * A map that differs from another in few entries: it holds those few and asks the other for the rest, so that the next
 * of ten thousand entries is made without copying them. Every key of the few is one of the other's too, so that both have
 * the same keys in the same order.
 */
export class OverlaidMap<Key, Value> implements ReadonlyMap<Key, Value> {
  readonly #base: ReadonlyMap<Key, Value>;
  readonly #over: ReadonlyMap<Key, Value>;

  private constructor(base: ReadonlyMap<Key, Value>, over: ReadonlyMap<Key, Value>) {
    this.#base = base;
    this.#over = over;
  }

  /**
   * Gives a map with some values replaced; the one given stays as it is. Throws a RangeError for a key that it does not
   * have. What lies over the base is laid into a new one before it has grown to more than a few hundred.
   */
  static replace<Key, Value>(map: ReadonlyMap<Key, Value>, replaced: ReadonlyMap<Key, Value>): ReadonlyMap<Key, Value> {
    if (replaced.size === 0) return map;
    for (const key of replaced.keys()) if (!map.has(key)) throw new RangeError("a key that the map does not have");
    const [base, over] = map instanceof OverlaidMap ? [map.#base, map.#over] : [map, new Map<Key, Value>()];
    const together = new Map([...over, ...replaced]);
    if (together.size <= MOST_OVER) return new OverlaidMap<Key, Value>(base, together);
    const next = new Map(base);
    for (const [key, value] of together) next.set(key, value);
    return next;
  }

  get size(): number {
    return this.#base.size;
  }

  get(key: Key): Value | undefined {
    return this.#over.get(key) ?? this.#base.get(key);
  }

  has(key: Key): boolean {
    return this.#base.has(key);
  }

  keys(): MapIterator<Key> {
    return this.#base.keys();
  }

  *entries(): Generator<[Key, Value], undefined> {
    for (const [key, value] of this.#base) yield [key, this.#over.get(key) ?? value];
  }

  *values(): Generator<Value, undefined> {
    for (const [, value] of this.entries()) yield value;
  }

  [Symbol.iterator](): MapIterator<[Key, Value]> {
    return this.entries();
  }

  forEach(visit: (value: Value, key: Key, map: ReadonlyMap<Key, Value>) => void): void {
    for (const [key, value] of this.entries()) visit(value, key, this);
  }
}
