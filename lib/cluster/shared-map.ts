/** Of ten thousand entries a write after a view copies forty. */
const BUCKETS = 256;

type Buckets<Value> = readonly ReadonlyMap<string, Value>[];

/**
 * A map of which one can take views that never change, as cheaply as often: what is written after a view copies only the
 * bucket it falls into.
 */
export class SharedMap<Value> {
  #buckets: Map<string, Value>[] = Array.from({ length: BUCKETS }, () => new Map());
  /** The buckets that no view has: these may be written to. */
  #own = new Set(this.#buckets.keys());
  #size = 0;
  #view: ReadonlyMap<string, Value> | null = null;

  get(key: string): Value | undefined {
    return this.#buckets[toBucket(key)]?.get(key);
  }

  set(key: string, value: Value): void {
    const bucket = this.#writable(toBucket(key));
    this.#size -= bucket.size;
    bucket.set(key, value);
    this.#size += bucket.size;
  }

  /** False when there is no such entry. */
  delete(key: string): boolean {
    if (this.get(key) === undefined) return false;
    this.#size--;
    return this.#writable(toBucket(key)).delete(key);
  }

  /** All entries as they are now; the very same view until something changes. */
  view(): ReadonlyMap<string, Value> {
    if (this.#view === null) {
      this.#view = new MapView(this.#buckets, this.#size);
      this.#own.clear();
    }
    return this.#view;
  }

  #writable(place: number): Map<string, Value> {
    if (this.#view !== null) this.#buckets = this.#buckets.slice();
    this.#view = null;
    const bucket = this.#buckets[place] ?? new Map<string, Value>();
    if (this.#own.has(place)) return bucket;
    const copy = new Map(bucket);
    this.#buckets[place] = copy;
    this.#own.add(place);
    return copy;
  }
}

/** The entries come in the order of their buckets: as long as the keys stay, so does it. */
class MapView<Value> implements ReadonlyMap<string, Value> {
  readonly #buckets: Buckets<Value>;
  readonly size: number;

  constructor(buckets: Buckets<Value>, size: number) {
    this.#buckets = buckets;
    this.size = size;
  }

  get(key: string): Value | undefined {
    return this.#buckets[toBucket(key)]?.get(key);
  }

  has(key: string): boolean {
    return this.#buckets[toBucket(key)]?.has(key) ?? false;
  }

  *entries(): MapIterator<[string, Value]> {
    for (const bucket of this.#buckets) yield* bucket;
  }

  *keys(): MapIterator<string> {
    for (const bucket of this.#buckets) yield* bucket.keys();
  }

  *values(): MapIterator<Value> {
    for (const bucket of this.#buckets) yield* bucket.values();
  }

  [Symbol.iterator](): MapIterator<[string, Value]> {
    return this.entries();
  }

  forEach(tell: (value: Value, key: string, map: ReadonlyMap<string, Value>) => void): void {
    for (const [key, value] of this) tell(value, key, this);
  }
}

/** FNV-1a, whose low bits are as good as any. */
function toBucket(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return hash & (BUCKETS - 1);
}
