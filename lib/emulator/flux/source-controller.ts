import type { ObjectStore, StoreEvent } from "#lib/emulator/object-store.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { type ApiKind, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { parseSource } from "#lib/flux/source.ts";
import { toDigest } from "./add-to-history.ts";
import { ConditionList, patchStatus, toTime } from "./status.ts";

const REQUEST_ANNOTATION = "reconcile.fluxcd.io/requestedAt";

/** What a source finds at its origin: a revision, or the words in which it fails. */
export type Origin = { readonly revision: string } | { readonly error: string };

export interface SourceControllerOptions {
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly originOf: (kind: ApiKind, namespace: string, name: string) => Origin;
  /** How long a look at the origin takes. */
  readonly fetchSeconds?: number;
}

/** A simulated source-controller for all four kinds: looks at the origin when a source is new, changed or asked. */
export class SourceController {
  readonly #options: SourceControllerOptions;
  readonly #timers = new Set<() => void>();
  #unsubscribe: (() => void) | null = null;

  constructor(options: SourceControllerOptions) {
    this.#options = options;
  }

  start(): void {
    const { store } = this.#options;
    const seen = new Map<string, string>();
    const look = (kind: ApiKind, raw: RawObject) => {
      const { namespace = "", name } = raw.metadata;
      const annotations = raw.metadata["annotations"] as Record<string, string> | undefined;
      const mark = `${raw.metadata.uid} ${raw.metadata["generation"]} ${annotations?.[REQUEST_ANNOTATION] ?? ""}`;
      if (seen.get(`${kind.kind}/${namespace}/${name}`) === mark) return;
      seen.set(`${kind.kind}/${namespace}/${name}`, mark);
      this.#later(() => this.fetch(kind, namespace, name));
    };
    for (const kind of SOURCE_KINDS) for (const raw of store.list(kind, null)) look(kind, raw);
    this.#unsubscribe = store.subscribe(({ type, kind, object }: StoreEvent) => {
      if (type !== "DELETED" && SOURCE_KINDS.some((known) => known.kind === kind.kind)) look(kind, object);
    });
  }

  stop(): void {
    this.#unsubscribe?.();
    for (const cancel of this.#timers) cancel();
    this.#timers.clear();
  }

  /** Looks at the origin now, as when a webhook tells of a push. */
  fetch(kind: ApiKind, namespace: string, name: string): void {
    const { store, clock, originOf } = this.#options;
    const raw = store.get(kind, namespace, name);
    const source = raw && parseSource(raw);
    if (!source) return;
    const { metadata, spec, status } = source;
    if (spec.suspend) return;
    const origin = originOf(kind, namespace, name);
    const conditions = new ConditionList(status.conditions, metadata.generation, clock);
    const asked = metadata.annotations[REQUEST_ANNOTATION];
    const common = {
      observedGeneration: metadata.generation,
      ...(asked === undefined ? {} : { lastHandledReconcileAt: asked }),
    };
    if ("error" in origin) {
      conditions.set({ type: "Ready", status: "False", reason: "GitOperationFailed", message: origin.error });
      patchStatus(store, kind, namespace, name, { ...common, conditions: conditions.all });
      return;
    }
    const message = `stored artifact for revision '${origin.revision}'`;
    conditions.set({ type: "Ready", status: "True", reason: "Succeeded", message });
    const artifact =
      status.artifact?.revision === origin.revision ? {} : { artifact: toArtifact(origin.revision, clock.now()) };
    patchStatus(store, kind, namespace, name, { ...common, conditions: conditions.all, ...artifact });
  }

  #later(action: () => void): void {
    const cancel = this.#options.clock.schedule(
      () => {
        this.#timers.delete(cancel);
        action();
      },
      (this.#options.fetchSeconds ?? 0.2) * 1000,
    );
    this.#timers.add(cancel);
  }
}

function toArtifact(revision: string, now: number): object {
  return { revision, digest: toDigest("", revision), lastUpdateTime: toTime(now), path: "artifact.tar.gz", url: "" };
}
