import type { RawObject } from "#lib/flux/metadata.ts";
import type { StoreEvent } from "./object-store.ts";

/** The objects of one kind, kept in etcd's order: by the bytes of `namespace/name`. */
export class ObjectTable {
  readonly #objects = new Map<string, RawObject>();
  readonly #keys: string[] = [];

  get(namespace: string, name: string): RawObject | undefined {
    return this.#objects.get(`${namespace}/${name}`);
  }

  set(object: RawObject): void {
    const key = toKey(object);
    if (!this.#objects.has(key)) this.#keys.splice(this.#indexOf(key), 0, key);
    this.#objects.set(key, object);
  }

  delete(object: RawObject): void {
    const key = toKey(object);
    if (this.#objects.delete(key)) this.#keys.splice(this.#indexOf(key), 1);
  }

  /** Gives the objects of one namespace, or of all. */
  list(namespace: string | null): readonly RawObject[] {
    const found: RawObject[] = [];
    const prefix = namespace === null ? "" : `${namespace}/`;
    for (let index = this.#indexOf(prefix); index < this.#keys.length; index++) {
      const key = this.#keys[index] ?? "";
      if (!key.startsWith(prefix)) break;
      const object = this.#objects.get(key);
      if (object !== undefined) found.push(object);
    }
    return found;
  }

  /** As {@link list}, before some events of this kind (oldest first) had happened. */
  listBefore(namespace: string | null, events: readonly StoreEvent[]): readonly RawObject[] {
    if (events.length === 0) return this.list(namespace);
    const before = new Map<string, RawObject | null>();
    for (const { object, previous } of events) if (!before.has(toKey(object))) before.set(toKey(object), previous);
    const untouched = this.list(namespace).filter((object) => !before.has(toKey(object)));
    const restored = [...before.values()].filter((object) => object !== null);
    return [...untouched, ...restored].sort((a, b) => (toKey(a) < toKey(b) ? -1 : 1));
  }

  #indexOf(key: string): number {
    let low = 0;
    let high = this.#keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#keys[middle] ?? "") < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function toKey({ metadata }: RawObject): string {
  return `${metadata.namespace ?? ""}/${metadata.name}`;
}
