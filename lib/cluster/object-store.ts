import type { RawObject } from "#lib/flux/metadata.ts";
import { toObjectKey } from "./raw-objects.ts";

type Objects = ReadonlyMap<string, RawObject>;

interface KindObjects {
  objects: Map<string, RawObject>;
  /** The map was handed out, so the next change is made on a copy. */
  isShared: boolean;
}

/**
 * The objects of one cluster. What `view` gives never changes: a kind's map is copied by the first change after a view
 * was taken, so many changes between two views cost one copy, and kinds without changes none.
 */
export class ObjectStore {
  readonly #kinds = new Map<string, KindObjects>();
  #view: ReadonlyMap<string, Objects> | null = null;

  constructor(kinds: readonly string[]) {
    for (const kind of kinds) this.#kinds.set(kind, { objects: new Map(), isShared: false });
  }

  /** All objects by kind, each by `namespace/name`. */
  view(): ReadonlyMap<string, Objects> {
    if (this.#view !== null) return this.#view;
    const view = new Map<string, Objects>();
    for (const [kind, entry] of this.#kinds) {
      entry.isShared = true;
      view.set(kind, entry.objects);
    }
    this.#view = view;
    return view;
  }

  /**
   * Swaps in all objects of a kind, in one namespace or (null) in all. Objects in the same version stay the same object.
   * Gives all objects that the kind then has.
   */
  replace(kind: string, namespace: string | null, objects: readonly RawObject[]): readonly RawObject[] {
    const before = this.#entry(kind).objects;
    const after = new Map<string, RawObject>();
    if (namespace !== null) {
      for (const [key, object] of before) if (object.metadata.namespace !== namespace) after.set(key, object);
    }
    for (const object of objects) {
      const key = toObjectKey(object);
      const known = before.get(key);
      after.set(key, known !== undefined && isSameVersion(known, object) ? known : object);
    }
    this.#kinds.set(kind, { objects: after, isShared: false });
    this.#view = null;
    return [...after.values()];
  }

  /** Puts in an object; false when it is there in the same version already. */
  apply(kind: string, object: RawObject): boolean {
    const key = toObjectKey(object);
    const known = this.#entry(kind).objects.get(key);
    if (known !== undefined && isSameVersion(known, object)) return false;
    this.#writable(kind).set(key, object);
    return true;
  }

  /** Takes an object out; false when it is not there, or when another has taken its name since. */
  remove(kind: string, object: RawObject): boolean {
    const key = toObjectKey(object);
    const known = this.#entry(kind).objects.get(key);
    if (known === undefined || (known.metadata.uid ?? "") !== (object.metadata.uid ?? "")) return false;
    return this.#writable(kind).delete(key);
  }

  #entry(kind: string): KindObjects {
    const entry = this.#kinds.get(kind);
    if (entry === undefined) throw new Error(`${kind} is not among the kinds of this store`);
    return entry;
  }

  #writable(kind: string): Map<string, RawObject> {
    const entry = this.#entry(kind);
    if (entry.isShared) {
      entry.objects = new Map(entry.objects);
      entry.isShared = false;
    }
    this.#view = null;
    return entry.objects;
  }
}

function isSameVersion(a: RawObject, b: RawObject): boolean {
  const version = a.metadata.resourceVersion;
  return version !== undefined && version === b.metadata.resourceVersion && a.metadata.uid === b.metadata.uid;
}
