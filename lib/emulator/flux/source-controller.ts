import type { ObjectStore, StoreEvent } from "#lib/emulator/object-store.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { parseDuration } from "#lib/flux/duration.ts";
import { type ApiKind, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { parseSource, type Source } from "#lib/flux/source.ts";
import { toDigest } from "./add-to-history.ts";
import { EventRecorder } from "./events.ts";
import { findSourceWords } from "./source-words.ts";
import { ConditionList, patchStatus, toTime } from "./status.ts";

const REQUEST_ANNOTATION = "reconcile.fluxcd.io/requestedAt";
/** `--min-retry-delay`, doubled with every failure up to `--max-retry-delay`. */
const FIRST_RETRY_SECONDS = 0.75;
const LONGEST_RETRY_SECONDS = 900;

/** What a source finds at its origin: a revision, or the words in which it fails. */
export type Origin = { readonly revision: string } | { readonly error: string };

export interface SourceControllerOptions {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly originOf: (kind: ApiKind, namespace: string, name: string) => Origin;
  /** How long a look at the origin takes. */
  readonly fetchSeconds?: number;
}

/**
 * A simulated source-controller for all four kinds: looks at the origin when a source is new, changed or asked, and on
 * its interval. An artifact outlives a failure.
 */
export class SourceController {
  readonly #options: SourceControllerOptions;
  readonly #events: EventRecorder;
  readonly #timers = new Map<string, () => void>();
  readonly #failures = new Map<string, number>();
  #unsubscribe: (() => void) | null = null;

  constructor(options: SourceControllerOptions) {
    this.#options = options;
    this.#events = new EventRecorder(options.store, options.clock, "source-controller");
  }

  start(): void {
    const { store, fetchSeconds = 0.2 } = this.#options;
    for (const kind of SOURCE_KINDS) for (const raw of store.list(kind, null)) this.#later(kind, raw, fetchSeconds);
    this.#unsubscribe = store.subscribe(({ type, kind, object, previous }: StoreEvent) => {
      if (!SOURCE_KINDS.some((known) => known.kind === kind.kind)) return;
      if (type === "DELETED") this.#forget(kind, object);
      else if (toMark(previous) !== toMark(object)) this.#later(kind, object, fetchSeconds);
    });
  }

  stop(): void {
    this.#unsubscribe?.();
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  /** Looks at the origin now, as when a webhook tells of a push. */
  fetch(kind: ApiKind, namespace: string, name: string): void {
    const raw = this.#options.store.get(kind, namespace, name);
    const source = raw && parseSource(raw);
    if (!source || source.spec.suspend) return;
    const origin = this.#options.originOf(kind, namespace, name);
    const key = toKey(kind, raw);
    const failures = "error" in origin ? (this.#failures.get(key) ?? 0) + 1 : 0;
    this.#failures.set(key, failures);
    this.#write(kind, raw, source, origin);
    const interval = parseDuration(source.spec.interval ?? "");
    const retry = Math.min(FIRST_RETRY_SECONDS * 2 ** failures, LONGEST_RETRY_SECONDS);
    if (failures > 0) this.#later(kind, raw, retry);
    else if (interval !== null) this.#later(kind, raw, interval);
  }

  #write(kind: ApiKind, raw: RawObject, { metadata, status }: Source, origin: Origin): void {
    const { store, clock } = this.#options;
    const words = findSourceWords(kind);
    const conditions = new ConditionList(status.conditions, metadata.generation, clock);
    const asked = metadata.annotations[REQUEST_ANNOTATION];
    const isObserved = kind.kind !== "ExternalArtifact";
    const isNew = "revision" in origin && status.artifact?.revision !== origin.revision;
    if ("error" in origin) {
      const failure = { reason: words.failure, message: origin.error };
      conditions.set({ type: "FetchFailed", status: "True", ...failure });
      conditions.set({ type: "Ready", status: "False", ...failure });
      this.#events.record(raw, "Warning", words.failure, origin.error, null);
    } else {
      const success = { status: "True", reason: "Succeeded", message: words.stored(origin.revision) };
      conditions.remove("FetchFailed");
      conditions.set({ type: "Ready", ...success });
      if (isObserved) conditions.set({ type: "ArtifactInStorage", ...success });
      if (isNew) this.#events.record(raw, "Normal", "NewArtifact", success.message, null);
    }
    patchStatus(store, kind, metadata.namespace, metadata.name, {
      conditions: conditions.all,
      ...(isObserved ? { observedGeneration: metadata.generation } : {}),
      ...(isObserved && asked !== undefined ? { lastHandledReconcileAt: asked } : {}),
      ...(isNew ? { artifact: toArtifact(origin.revision, clock.now()) } : {}),
    });
  }

  /** One timer a source: what is asked for last is when it is looked at next. */
  #later(kind: ApiKind, raw: RawObject, seconds: number): void {
    const key = toKey(kind, raw);
    this.#timers.get(key)?.();
    const { namespace = "", name } = raw.metadata;
    const cancel = this.#options.clock.schedule(() => {
      this.#timers.delete(key);
      this.fetch(kind, namespace, name);
    }, seconds * 1000);
    this.#timers.set(key, cancel);
  }

  #forget(kind: ApiKind, raw: RawObject): void {
    const key = toKey(kind, raw);
    this.#timers.get(key)?.();
    this.#timers.delete(key);
    this.#failures.delete(key);
  }
}

function toKey({ kind }: ApiKind, { metadata }: RawObject): string {
  return `${kind}/${metadata.namespace}/${metadata.name}`;
}

/** What makes the controller look again when it changes. */
function toMark(raw: RawObject | null): string {
  const annotations = raw?.metadata["annotations"] as Record<string, string> | undefined;
  return `${raw?.metadata.uid} ${raw?.metadata["generation"]} ${annotations?.[REQUEST_ANNOTATION] ?? ""}`;
}

function toArtifact(revision: string, now: number): object {
  return { revision, digest: toDigest("", revision), lastUpdateTime: toTime(now), path: "artifact.tar.gz", url: "" };
}
