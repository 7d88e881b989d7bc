import type { RawObject } from "#lib/flux/metadata.ts";
import { toObjectKey } from "./raw-objects.ts";
import { SharedMap } from "./shared-map.ts";

type Objects = ReadonlyMap<string, RawObject>;

/** The objects of one cluster. What `view` gives never changes, and shares with the next what did not change. */
export class ObjectStore {
  readonly #kinds = new Map<string, SharedMap<RawObject>>();
  #view: ReadonlyMap<string, Objects> | null = null;

  constructor(kinds: readonly string[]) {
    for (const kind of kinds) this.#kinds.set(kind, new SharedMap());
  }

  /** All objects by kind, each by `namespace/name`. */
  view(): ReadonlyMap<string, Objects> {
    this.#view ??= new Map([...this.#kinds].map(([kind, objects]) => [kind, objects.view()]));
    return this.#view;
  }

  /**
   * Swaps in all objects of a kind, in one namespace or (null) in all. Objects in the same version stay the same object.
   * Gives all objects that the kind then has.
   */
  replace(kind: string, namespace: string | null, objects: readonly RawObject[]): readonly RawObject[] {
    const before = this.#find(kind).view();
    const after = new SharedMap<RawObject>();
    if (namespace !== null) {
      for (const [key, object] of before) if (object.metadata.namespace !== namespace) after.set(key, object);
    }
    for (const object of objects) {
      const key = toObjectKey(object);
      const known = before.get(key);
      after.set(key, known !== undefined && isSameVersion(known, object) ? known : object);
    }
    this.#kinds.set(kind, after);
    this.#view = null;
    return [...after.view().values()];
  }

  /** Puts in an object; false when it is there in the same version already. */
  apply(kind: string, object: RawObject): boolean {
    const key = toObjectKey(object);
    const objects = this.#find(kind);
    const known = objects.get(key);
    if (known !== undefined && isSameVersion(known, object)) return false;
    objects.set(key, object);
    this.#view = null;
    return true;
  }

  /** Takes an object out; false when it is not there, or when another has taken its name since. */
  remove(kind: string, object: RawObject): boolean {
    const key = toObjectKey(object);
    const objects = this.#find(kind);
    const known = objects.get(key);
    if (known === undefined || (known.metadata.uid ?? "") !== (object.metadata.uid ?? "")) return false;
    this.#view = null;
    return objects.delete(key);
  }

  #find(kind: string): SharedMap<RawObject> {
    const objects = this.#kinds.get(kind);
    if (objects === undefined) throw new Error(`${kind} is not among the kinds of this store`);
    return objects;
  }
}

function isSameVersion(a: RawObject, b: RawObject): boolean {
  const version = a.metadata.resourceVersion;
  return version !== undefined && version === b.metadata.resourceVersion && a.metadata.uid === b.metadata.uid;
}
