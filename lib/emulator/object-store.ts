import { isDeepStrictEqual } from "node:util";
import type { Clock } from "#lib/flux/clock.ts";
import { isRecord } from "#lib/flux/is-record.ts";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { EventHistory } from "./event-history.ts";
import { checkIdentity } from "./identity.ts";
import { recordWriter } from "./managed-fields.ts";
import { applyMergePatch } from "./merge-patch.ts";
import {
  buildNewObject,
  findFinalizers,
  findNameErrors,
  findUpdateErrors,
  hasStatusSubresource,
  isSpecChanged,
  isTerminating,
  toApiVersion,
  toTimestamp,
} from "./object-meta.ts";
import { checkStoredSize, findSizeErrors } from "./object-size.ts";
import { ObjectTable } from "./object-table.ts";
import { toPatched, withNextGeneration } from "./patched-object.ts";
import { checkPreconditions, checkVersion, type Preconditions } from "./preconditions.ts";
import { toBadRequest } from "./status-error.ts";
import { StoreError, toAlreadyExists, toInvalid, toNotFound } from "./store-error.ts";

export { StoreError };

/** One change of one object; a DELETED object carries the version of its deletion, as the API server sends it. */
export interface StoreEvent {
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly kind: ApiKind;
  readonly object: RawObject;
  readonly resourceVersion: number;
  /** The object before the change; null where it was added. */
  readonly previous: RawObject | null;
}

interface WriteOptions {
  /** Answers as if it were done, and does nothing. */
  readonly dryRun?: boolean;
  /** Recorded in `metadata.managedFields`; nothing is recorded without it. */
  readonly fieldManager?: string;
}

interface PatchOptions extends WriteOptions {
  readonly subresource?: "status";
}

interface DeleteOptions {
  readonly dryRun?: boolean;
  readonly preconditions?: Preconditions;
}

/** etcd's own first version: an object's is never 0, which the API takes for "any". */
const FIRST_VERSION = 1;

/**
 * The objects of the embedded cluster and their recent history. Objects are frozen values: a change makes a new one.
 * One counter gives every change its resource version.
 */
export class ObjectStore {
  readonly kinds: readonly ApiKind[];
  readonly #clock: Clock;
  readonly #newUid: () => string;
  readonly #history: EventHistory;
  readonly #tables = new Map<string, ObjectTable>();
  readonly #listeners = new Set<(event: StoreEvent) => void>();
  readonly #pending: StoreEvent[] = [];
  /** Objects whose status is the kind's default: it is read into them, and written only with their next patch. */
  readonly #withUnwrittenStatus = new WeakSet<RawObject>();
  #emitting = false;
  #resourceVersion = FIRST_VERSION;

  constructor(options: {
    clock: Clock;
    kinds: readonly ApiKind[];
    newUid: () => string;
    /** How many events are kept for {@link eventsSince}. */
    historyLimit?: number;
  }) {
    this.kinds = options.kinds;
    this.#clock = options.clock;
    this.#newUid = options.newUid;
    this.#history = new EventHistory(options.historyLimit ?? 10_000, FIRST_VERSION);
    for (const kind of options.kinds) this.#tables.set(toTableKey(kind), new ObjectTable());
  }

  /** The version of the last change. */
  get resourceVersion(): number {
    return this.#resourceVersion;
  }

  /** The oldest version that {@link eventsSince} and {@link listAt} can still answer. */
  get compactedAt(): number {
    return this.#history.compactedAt;
  }

  get(kind: ApiKind, namespace: string, name: string): RawObject | undefined {
    return this.#table(kind).get(namespace, name);
  }

  /** Gives the objects of one namespace or (null) of all, in etcd's order: by `namespace/name`. */
  list(kind: ApiKind, namespace: string | null): readonly RawObject[] {
    return this.#table(kind).list(namespace);
  }

  /** As {@link list}, at an earlier version; "expired" when the history does not reach back to it. */
  listAt(kind: ApiKind, namespace: string | null, resourceVersion: number): readonly RawObject[] | "expired" {
    const events = this.eventsSince(resourceVersion, kind, namespace);
    return events === "expired" ? events : this.#table(kind).listBefore(namespace, events);
  }

  /**
   * Stores a new object; a status may be given. The server's part of the metadata is set here.
   * @throws StoreError AlreadyExists, or Invalid when the name is not one.
   */
  create(kind: ApiKind, object: RawObject, options: WriteOptions = {}): RawObject {
    const creationTimestamp = toTimestamp(this.#clock.now());
    const uid = this.#newUid();
    const name = object.metadata.name || toGeneratedName(object, uid);
    const errors = [...findNameErrors(name), ...findSizeErrors(object)];
    if (errors.length > 0) throw toInvalid(kind.group, kind.kind, name, errors);
    if (this.get(kind, object.metadata.namespace ?? "", name) !== undefined) {
      throw toAlreadyExists(kind, name);
    }
    const created = buildNewObject(kind, toJsonValue(object), { uid, name, creationTimestamp });
    const written = this.#recordWriter(kind, null, created, options);
    if (options.dryRun) return deepFreeze(written);
    const stored = this.#commit("ADDED", kind, written, null);
    if (stored["status"] !== undefined && object["status"] === undefined) this.#withUnwrittenStatus.add(stored);
    return stored;
  }

  /**
   * Applies a merge patch (RFC 7386). The generation grows exactly when the spec changed; `status` counts only, and alone,
   * with the subresource. `metadata.resourceVersion` in the patch is a precondition. Taking the last finalizer from a
   * terminating object deletes it. A patch that changes nothing gives the same object, and no event, save for the first of an
   * object with a default status, which that patch writes.
   * @throws StoreError NotFound; Conflict; Invalid, also when the patch names another uid, as the API server has it.
   */
  mergePatch(kind: ApiKind, namespace: string, name: string, patch: object, options: PatchOptions = {}): RawObject {
    const current = this.#require(kind, namespace, name);
    const patched = applyMergePatch(current, toJsonValue(patch));
    if (!isRecord(patched)) throw toBadRequest("Invalid JSON Patch");
    checkIdentity(kind, namespace, name, patched);
    checkVersion(kind, current, patched["metadata"]);
    const next = toPatched(kind, current, patched, options.subresource);
    const errors = [...findUpdateErrors(current, next, patched["metadata"]), ...findSizeErrors(next)];
    // Metadata of custom resources is checked twice, and each check says what it found.
    const found = hasStatusSubresource(kind) ? [...errors, ...errors] : errors;
    if (found.length > 0) throw toInvalid(kind.group, kind.kind, name, found);
    if (isDeepStrictEqual(next, current) && !this.#withUnwrittenStatus.has(current)) return current;
    const counted = hasStatusSubresource(kind) && isSpecChanged(current, next);
    const written = this.#recordWriter(kind, current, counted ? withNextGeneration(next) : next, options);
    if (options.dryRun) return deepFreeze(written);
    if (isTerminating(written) && findFinalizers(written).length === 0) {
      this.#commit("DELETED", kind, current, current);
      return deepFreeze(written);
    }
    return this.#commit("MODIFIED", kind, written, current);
  }

  /**
   * Deletes an object and gives null, or, while it has finalizers, marks it as terminating and gives it as it is then.
   * @throws StoreError NotFound, or Conflict when a precondition does not hold.
   */
  delete(kind: ApiKind, namespace: string, name: string, options: DeleteOptions = {}): RawObject | null {
    const current = this.#require(kind, namespace, name);
    checkPreconditions(kind, current, options.preconditions ?? {});
    if (findFinalizers(current).length === 0) {
      if (!options.dryRun) this.#commit("DELETED", kind, current, current);
      return null;
    }
    if (isTerminating(current)) return current;
    const deletionTimestamp = toTimestamp(this.#clock.now());
    const marks = { deletionTimestamp, deletionGracePeriodSeconds: 0 };
    const marked = { ...current, metadata: { ...current.metadata, ...marks } };
    const next = hasStatusSubresource(kind) ? withNextGeneration(marked) : marked;
    return options.dryRun ? deepFreeze(next) : this.#commit("MODIFIED", kind, next, current);
  }

  /**
   * Calls back for each change from now on, in order and before the changing call returns; a change made inside a listener is told
   * after the one being told. What a listener throws keeps nothing from the others, and is thrown by the changing call. The function
   * it gives ends it.
   */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Gives the changes of a kind after a version, or "expired" when some of them are forgotten. */
  eventsSince(resourceVersion: number, kind: ApiKind, namespace: string | null): readonly StoreEvent[] | "expired" {
    const events = this.#history.since(resourceVersion);
    if (events === "expired") return events;
    return events.filter(
      (event) =>
        toTableKey(event.kind) === toTableKey(kind) &&
        (namespace === null || event.object.metadata.namespace === namespace),
    );
  }

  /** Forgets the history, so that versions before the present one are expired. */
  compact(): void {
    this.#history.compact(this.#resourceVersion);
  }

  #table(kind: ApiKind): ObjectTable {
    const table = this.#tables.get(toTableKey(kind));
    if (table === undefined) throw new StoreError(404, "NotFound", "the server could not find the requested resource");
    return table;
  }

  #require(kind: ApiKind, namespace: string, name: string): RawObject {
    const object = this.get(kind, namespace, name);
    if (object === undefined) throw toNotFound(kind, name);
    return object;
  }

  #recordWriter(kind: ApiKind, before: RawObject | null, after: RawObject, options: PatchOptions): RawObject {
    if (options.fieldManager === undefined) return after;
    const writer = {
      manager: options.fieldManager,
      apiVersion: toApiVersion(kind),
      time: toTimestamp(this.#clock.now()),
      ...(options.subresource === undefined ? {} : { subresource: options.subresource }),
    };
    // The status that a new object has by default is nobody's.
    const { status, ...withoutStatus } = after;
    const isDefault = before === null && status !== undefined && hasStatusSubresource(kind);
    const managedFields = recordWriter(before, isDefault ? withoutStatus : after, writer);
    return { ...after, metadata: { ...after.metadata, managedFields } };
  }

  #commit(type: StoreEvent["type"], kind: ApiKind, object: RawObject, previous: RawObject | null): RawObject {
    if (type !== "DELETED") checkStoredSize(object);
    const resourceVersion = ++this.#resourceVersion;
    const metadata = { ...object.metadata, resourceVersion: String(resourceVersion) };
    const stored = deepFreeze({ ...object, metadata });
    const event: StoreEvent = { type, kind, object: stored, resourceVersion, previous };
    if (type === "DELETED") this.#table(kind).delete(stored);
    else this.#table(kind).set(stored);
    this.#history.append(event);
    this.#emit(event);
    return stored;
  }

  #emit(event: StoreEvent): void {
    this.#pending.push(event);
    if (this.#emitting) return;
    this.#emitting = true;
    const errors: unknown[] = [];
    for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
      for (const listener of [...this.#listeners]) {
        try {
          listener(next);
        } catch (error) {
          errors.push(error);
        }
      }
    }
    this.#emitting = false;
    if (errors.length > 0) throw errors[0];
  }
}

function toTableKey(kind: ApiKind): string {
  return `${kind.group}/${kind.plural}`;
}

function toGeneratedName(object: RawObject, uid: string): string {
  const prefix = object.metadata["generateName"];
  return typeof prefix === "string" && prefix !== "" ? `${prefix}${uid.replaceAll("-", "").slice(-5)}` : "";
}

/** A copy of a value as it would come over the wire: fields that are undefined are absent. */
function toJsonValue<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** Freezes a JSON value; what is frozen already is frozen all the way down. */
function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) deepFreeze(inner);
  return value;
}
