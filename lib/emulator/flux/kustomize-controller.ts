import type { ObjectStore, StoreEvent } from "#lib/emulator/object-store.ts";
import type { Clock } from "#lib/flux/clock.ts";
import { findCondition } from "#lib/flux/condition.ts";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { parseObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { toSourceId } from "#lib/flux/reference.ts";
import { parseSource, type Source } from "#lib/flux/source.ts";
import { toTiming } from "#lib/flux/timing.ts";
import { checkDependencies } from "./check-dependencies.ts";
import { EventRecorder } from "./events.ts";
import { FINALIZER, finalize, findFinalizers } from "./finalize.ts";
import { findExpressionFault } from "./find-expression-fault.ts";
import { runPass } from "./pass.ts";
import { findRequestsForRevision } from "./requests-for-revision.ts";
import { ConditionList, patchStatus } from "./status.ts";
import { WorkQueue } from "./work-queue.ts";
import type { Workload } from "./workload.ts";

const REQUEST_ANNOTATION = "reconcile.fluxcd.io/requestedAt";
const INTERVAL_JITTER = 0.05;

export interface KustomizeControllerOptions {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** Gives a number in [0, 1). */
  readonly random: () => number;
  readonly workload: Workload;
  /** `--requeue-dependency`. */
  readonly requeueDependencySeconds?: number;
  /** `--concurrent`. */
  readonly concurrent?: number;
  /** `--no-cross-namespace-refs`: sources of other namespaces are refused. */
  readonly noCrossNamespaceRefs?: boolean;
}

/** A simulated kustomize-controller: same order of checks, same words, same clocks (flux-semantics §2 to §5). */
export class KustomizeController {
  readonly #options: KustomizeControllerOptions;
  readonly #requeueSeconds: number;
  readonly #events: EventRecorder;
  readonly #queue: WorkQueue;
  #unsubscribe: (() => void) | null = null;

  constructor(options: KustomizeControllerOptions) {
    this.#options = options;
    this.#requeueSeconds = options.requeueDependencySeconds ?? 30;
    this.#events = new EventRecorder(options.store, options.clock, "kustomize-controller");
    this.#queue = new WorkQueue(options.clock, options.concurrent ?? 4, (key) => this.#reconcile(key));
  }

  start(): void {
    const { store } = this.#options;
    for (const raw of store.list(KUSTOMIZATION, null)) this.#queue.add(toKey(raw));
    this.#unsubscribe = store.subscribe((event) => {
      if (event.type === "DELETED") return;
      if (event.kind.kind === KUSTOMIZATION.kind) this.#onKustomization(event);
      else if (SOURCE_KINDS.some(({ kind }) => kind === event.kind.kind)) this.#onSource(event);
    });
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#queue.stop();
  }

  #onKustomization({ object, previous }: StoreEvent): void {
    const changed = previous?.metadata["generation"] !== object.metadata["generation"];
    if (changed || findRequest(previous) !== findRequest(object)) this.#queue.add(toKey(object));
  }

  /** The watch asks for the object as it was and as it is, each for itself (controller-runtime, EnqueueRequestsFromMapFunc). */
  #onSource({ object, kind, previous }: StoreEvent): void {
    const revision = findRevision(object);
    const before = previous === null ? undefined : findRevision(previous);
    if (revision === undefined || revision === before) return;
    const id = toObjectId(kind.kind, object.metadata.namespace ?? "", object.metadata.name);
    const onSource = this.#options.store.list(KUSTOMIZATION, null).flatMap((raw) => {
      const parsed = parseKustomization(raw);
      return parsed.ok && toSourceId(parsed.value, null) === id ? [parsed.value] : [];
    });
    for (const one of before === undefined ? [revision] : [before, revision]) {
      for (const key of findRequestsForRevision(onSource, one)) this.#queue.add(key);
    }
  }

  async #reconcile(key: string): Promise<void> {
    const { store } = this.#options;
    const [namespace = "", name = ""] = key.split("/");
    const found = store.get(KUSTOMIZATION, namespace, name);
    if (found === undefined) return;
    if (found.metadata["deletionTimestamp"] !== undefined) return this.#finalize(found);
    const finalizers = findFinalizers(found);
    const raw = finalizers.includes(FINALIZER)
      ? found
      : store.mergePatch(KUSTOMIZATION, namespace, name, { metadata: { finalizers: [...finalizers, FINALIZER] } });
    const parsed = parseKustomization(raw);
    if (!parsed.ok) return;
    const conditions = new ConditionList(
      parsed.value.status.conditions,
      parsed.value.metadata.generation,
      this.#options.clock,
    );
    const end = await this.#reconcileParsed(raw, parsed.value, conditions);
    this.#finish(parsed.value, conditions, end.status);
    if (end.afterSeconds !== null) this.#queue.addAfter(key, end.afterSeconds);
  }

  async #reconcileParsed(
    raw: RawObject,
    kustomization: Kustomization,
    conditions: ConditionList,
  ): Promise<{ readonly status: object; readonly afterSeconds: number | null }> {
    const { store, clock, workload, random } = this.#options;
    if (kustomization.spec.suspend) return { status: {}, afterSeconds: null };
    const timing = toTiming(kustomization);
    const retry = timing.retryInterval ?? timing.interval ?? 60;
    const notReady = (reason: string, message: string, afterSeconds: number | null) => {
      conditions.set({ type: "Ready", status: "False", reason, message });
      return { status: {}, afterSeconds };
    };
    const stalled = (reason: string, message: string) => {
      conditions.remove("Reconciling");
      conditions.set({ type: "Stalled", status: "True", reason, message });
      this.#events.record(raw, "Warning", reason, message, null);
      return notReady(reason, message, null);
    };
    const refused = (message: string) => {
      const observedGeneration = kustomization.metadata.generation;
      return { ...stalled("InvalidCELExpression", message), status: { observedGeneration } };
    };

    const expressionFault = findExpressionFault(raw);
    if (expressionFault !== null) return refused(expressionFault);

    const sourceId = toSourceId(kustomization, null);
    const parts = sourceId === null ? null : parseObjectId(sourceId);
    if (this.#options.noCrossNamespaceRefs && parts !== null && parts.namespace !== kustomization.metadata.namespace) {
      const path = `${parts.kind}/${parts.namespace}/${parts.name}`;
      return stalled("AccessDenied", `can't access '${path}', cross-namespace references have been blocked`);
    }
    const source = this.#findSource(sourceId);
    if (source === null) {
      return notReady("ArtifactFailed", `${parts?.kind}.source.toolkit.fluxcd.io "${parts?.name}" not found`, retry);
    }
    const revision = source.status.artifact?.revision;
    if (revision === undefined) {
      const seconds = this.#requeueSeconds;
      return notReady("ArtifactFailed", `Source artifact not found, retrying in ${seconds}s`, seconds);
    }
    const check = checkDependencies(store, raw, kustomization, revision);
    if (check.kind === "invalid") return refused(check.message);
    if (check.kind === "not-ready") {
      const seconds = this.#requeueSeconds;
      const words = `Dependencies do not meet ready condition, retrying in ${seconds}s`;
      this.#events.record(raw, "Normal", "DependencyNotReady", words, revision);
      return notReady("DependencyNotReady", check.message, seconds);
    }
    const outcome = workload(kustomization, revision);
    const end = await runPass({
      store,
      clock,
      events: this.#events,
      raw,
      kustomization,
      conditions,
      revision,
      outcome,
    });
    const jitter = 1 + INTERVAL_JITTER * (2 * random() - 1);
    return { status: end.status, afterSeconds: end.succeeded ? (timing.interval ?? 600) * jitter : retry };
  }

  #findSource(id: string | null): Source | null {
    const parts = id === null ? null : parseObjectId(id);
    const kind = SOURCE_KINDS.find((known) => known.kind === parts?.kind);
    const raw = parts && kind && this.#options.store.get(kind, parts.namespace, parts.name);
    return raw ? parseSource(raw) : null;
  }

  /** The last two patches of a pass: the conditions, then what it has seen, and the generation when it is ready at it. */
  #finish({ metadata, spec }: Kustomization, conditions: ConditionList, status: object): void {
    const ready = findCondition(conditions.all, "Ready")?.status === "True";
    const asked = metadata.annotations[REQUEST_ANNOTATION];
    const patch = (more: object) =>
      patchStatus(this.#options.store, KUSTOMIZATION, metadata.namespace, metadata.name, more);
    if (!spec.suspend) patch({ conditions: conditions.all });
    patch({
      ...(ready ? { observedGeneration: metadata.generation } : {}),
      ...(asked === undefined ? {} : { lastHandledReconcileAt: asked }),
      ...status,
    });
  }

  /** Held by somebody else's finalizer it lives on, seen and done with (flux-semantics §10, terminating). */
  async #finalize(raw: RawObject): Promise<void> {
    const { store, clock, workload } = this.#options;
    await finalize({ store, clock, workload, events: this.#events, raw });
    const { namespace = "", name, uid } = raw.metadata;
    const left = store.get(KUSTOMIZATION, namespace, name);
    const parsed = left?.metadata.uid === uid && left !== undefined ? parseKustomization(left) : null;
    if (!parsed?.ok) return;
    const { metadata, status } = parsed.value;
    this.#finish(parsed.value, new ConditionList(status.conditions, metadata.generation, clock), {});
  }
}

function toKey({ metadata }: RawObject): string {
  return `${metadata.namespace}/${metadata.name}`;
}

function findRequest(raw: RawObject | null): string | undefined {
  const annotations = raw?.metadata["annotations"];
  return (annotations as Record<string, string> | undefined)?.[REQUEST_ANNOTATION];
}

function findRevision(raw: RawObject): string | undefined {
  return parseSource(raw)?.status.artifact?.revision;
}
