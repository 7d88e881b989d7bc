import { type ObjectEvent, parseEvent } from "#lib/flux/event.ts";
import { type Kustomization, type Parsed, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { parseSource, type Source } from "#lib/flux/source.ts";

const parsedKustomizations = new WeakMap<RawObject, Parsed<Kustomization>>();
const parsedSources = new WeakMap<RawObject, { readonly source: Source | null }>();
const parsedEvents = new WeakMap<RawObject, { readonly event: ObjectEvent | null }>();

/** As `parseKustomization`, once per object: the store keeps the identity of what did not change. */
export function readKustomization(raw: RawObject): Parsed<Kustomization> {
  return remember(parsedKustomizations, raw, parseKustomization);
}

/** Reads the sources by their id. */
export function readSources(raws: Iterable<RawObject>, idPrefix: string | null): ReadonlyMap<ObjectId, Source> {
  const sources = new Map<ObjectId, Source>();
  for (const raw of raws) {
    const { source } = remember(parsedSources, raw, (object) => ({ source: parseSource(object) }));
    if (source === null) continue;
    sources.set(toObjectId(raw.kind ?? "", source.metadata.namespace, source.metadata.name, idPrefix), source);
  }
  return sources;
}

/** Gives the revision of the artifact of each source that has one. */
export function readRevisions(sources: ReadonlyMap<ObjectId, Source>): ReadonlyMap<ObjectId, string> {
  const revisions = new Map<ObjectId, string>();
  for (const [id, { status }] of sources)
    if (status.artifact !== undefined) revisions.set(id, status.artifact.revision);
  return revisions;
}

/** Reads the newest warning about each Kustomization, by id and reason: `${id}\n${reason}`. */
export function readWarnings(raws: Iterable<RawObject>, idPrefix: string | null): ReadonlyMap<string, ObjectEvent> {
  const newest = new Map<string, ObjectEvent>();
  for (const raw of raws) {
    const { event } = remember(parsedEvents, raw, (object) => ({ event: parseEvent(object) }));
    if (event === null || event.type !== "Warning") continue;
    const { kind, namespace, name } = event.about;
    const key = toWarningKey(toObjectId(kind, namespace, name, idPrefix), event.reason);
    const known = newest.get(key);
    if (known === undefined || (known.at ?? "") <= (event.at ?? "")) newest.set(key, event);
  }
  return newest;
}

/** Names the warnings of one reason about one object. */
export function toWarningKey(id: ObjectId, reason: string): string {
  return `${id}\n${reason}`;
}

function remember<Value>(known: WeakMap<RawObject, Value>, raw: RawObject, read: (raw: RawObject) => Value): Value {
  const value = known.get(raw) ?? read(raw);
  known.set(raw, value);
  return value;
}
