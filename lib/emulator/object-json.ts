import type { RawObject } from "#lib/flux/metadata.ts";

const cache = new WeakMap<RawObject, string>();

/** Gives the JSON of a stored object; stored objects are frozen, so each is written out once however many ask. */
export function toObjectJson(object: RawObject): string {
  let json = cache.get(object);
  if (json === undefined) {
    json = JSON.stringify(object);
    cache.set(object, json);
  }
  return json;
}
