import { ApiError } from "#lib/cluster/api-error.ts";
import type { ClusterChange, ClusterReader, ClusterReading } from "#lib/cluster/cluster-reader.ts";
import type { KubernetesApi } from "#lib/cluster/kubernetes-api.ts";
import { NOW } from "#lib/flux/builders.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { DEFAULT_SETTINGS } from "#lib/lint/rule-settings.ts";
import { readConfiguration } from "./configuration.ts";
import { createLog } from "./log.ts";
import type { RawThread } from "./picture/picture-thread.ts";
import { createRuntime, type Runtime } from "./runtime.ts";

export interface SentPatch {
  readonly kind: string;
  readonly name: string;
  readonly body: Record<string, unknown>;
  readonly dryRun: boolean;
}

/** A cluster in memory that tests change by hand, and that notes what is asked of its API. */
export class FakeReader implements ClusterReader {
  readonly id: string;
  readonly patches: SentPatch[] = [];
  readonly gets: string[] = [];
  /** What a patch is refused with. */
  refusal: ApiError | null = null;
  /** What a GET outside of the objects answers. */
  beyond: "not-found" | "forbidden" | "unreachable" = "not-found";
  /** Answers a GET outside of the objects, when it is set. */
  findBeyond: (() => RawObject) | null = null;
  /** What a list is refused with. */
  listRefusal: ApiError | null = null;
  readonly #objects = new Map<string, Map<string, RawObject>>();
  readonly #listeners = new Set<(change: ClusterChange) => void>();
  #status: Partial<ClusterReading> = {};

  constructor(id = "test") {
    this.id = id;
  }

  readonly api: KubernetesApi = {
    get: async (kind, namespace, name) => {
      this.gets.push(`${kind.kind}/${namespace}/${name}`);
      const object = this.#objects.get(kind.kind)?.get(`${namespace}/${name}`) ?? this.findBeyond?.();
      if (object === undefined) throw new ApiError(this.beyond, `${kind.plural} "${name}" ${this.beyond}`);
      return object;
    },
    list: async (kind) => {
      if (this.listRefusal !== null) throw this.listRefusal;
      const items = [...(this.#objects.get(kind.kind)?.values() ?? [])];
      return { items, resourceVersion: "1", continueToken: null };
    },
    mergePatch: async (kind, namespace, name, body, options) => {
      if (this.refusal !== null) throw this.refusal;
      this.patches.push({ kind: kind.kind, name, body: { ...body }, dryRun: options?.dryRun ?? false });
      return { metadata: { name, namespace } };
    },
    create: async () => ({ metadata: { name: "review" } }),
  };

  reading(): ClusterReading {
    return {
      connection: "live",
      since: NOW,
      message: "",
      fix: "",
      scopes: [{ kind: "Kustomization", namespace: null, state: "ok", message: "", fix: "" }],
      objects: this.#objects,
      ...this.#status,
    };
  }

  lastContact(): number {
    return NOW;
  }

  subscribe(listener: (change: ClusterChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {}

  async stop(): Promise<void> {}

  apply(...objects: readonly RawObject[]): void {
    for (const object of objects) {
      const kind = object.kind ?? "";
      const known = this.#objects.get(kind) ?? new Map<string, RawObject>();
      known.set(`${object.metadata.namespace}/${object.metadata.name}`, object);
      this.#objects.set(kind, known);
      this.#tell({ type: "applied", kind, object });
    }
  }

  remove(object: RawObject): void {
    const kind = object.kind ?? "";
    this.#objects.get(kind)?.delete(`${object.metadata.namespace}/${object.metadata.name}`);
    this.#tell({ type: "deleted", kind, object });
  }

  setStatus(status: Partial<ClusterReading>): void {
    this.#status = status;
    this.#tell({ type: "status" });
  }

  #tell(change: ClusterChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}

/** A runtime over fake clusters and a fake clock. */
export function startTestRuntime(
  environment: Record<string, string> = {},
  readers: readonly FakeReader[] = [new FakeReader()],
  measure: () => number = () => 0,
  random: () => number = () => 0.5,
  startThread: (() => RawThread) | null = null,
): { runtime: Runtime; clock: FakeClock; reader: FakeReader } {
  const clock = new FakeClock(NOW);
  let ids = 0;
  const runtime = createRuntime({
    configuration: readConfiguration(environment),
    ruleSettings: DEFAULT_SETTINGS,
    readers,
    clock,
    measure,
    newId: () => `id-${++ids}`,
    random,
    log: createLog("silent"),
    startThread,
  });
  const [reader] = readers;
  if (reader === undefined) throw new RangeError("a test runtime needs a cluster");
  return { runtime, clock, reader };
}
