import { createApiServer } from "#lib/emulator/api-server.ts";
import { KustomizeController } from "#lib/emulator/flux/kustomize-controller.ts";
import { type Origin, SourceController } from "#lib/emulator/flux/source-controller.ts";
import type { Workload } from "#lib/emulator/flux/workload.ts";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { KUSTOMIZATION, SOURCE_KINDS, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";

const TICK_MS = 50;

export interface EmbeddedClusterOptions {
  /** Where its time begins, in milliseconds since the epoch: in the past, when it is to have one. */
  readonly startMs: number;
  readonly random: () => number;
  readonly newUid: () => string;
  readonly workload: Workload;
  readonly originOf: (name: string) => Origin;
  readonly concurrent: number;
}

/** A cluster in this process: objects, simulated controllers, and an API server in front once it is live. */
export class EmbeddedCluster {
  readonly store: ObjectStore;
  readonly #options: EmbeddedClusterOptions;
  readonly #clock: FakeClock;
  #kustomize: KustomizeController | null = null;
  #sources: SourceController | null = null;

  constructor(options: EmbeddedClusterOptions) {
    this.#options = options;
    this.#clock = new FakeClock(options.startMs);
    this.store = new ObjectStore({ clock: this.#clock, kinds: WATCHED_KINDS, newUid: options.newUid });
  }

  now(): number {
    return this.#clock.now();
  }

  startControllers(): void {
    const { workload, originOf, random, concurrent } = this.#options;
    const common = { store: this.store, clock: this.#clock };
    this.#kustomize = new KustomizeController({ ...common, random, workload, concurrent });
    this.#sources = new SourceController({ ...common, originOf: (_kind, _namespace, name) => originOf(name) });
    this.#kustomize.start();
    this.#sources.start();
  }

  /** As if the controllers were scaled down: what they were at ends, and nothing new begins. */
  stopControllers(): void {
    this.#kustomize?.stop();
    this.#sources?.stop();
  }

  /** Lets some time pass at once. */
  async pass(seconds: number): Promise<void> {
    await this.#clock.advanceAsync(seconds * 1000);
  }

  apply(object: RawObject): void {
    const kind = [KUSTOMIZATION, ...SOURCE_KINDS].find((known) => known.kind === object.kind);
    if (kind !== undefined) this.store.create(kind, object);
  }

  /** Asks a Kustomization to reconcile, as the flux CLI does. */
  request(namespace: string, name: string): void {
    const annotations = { "reconcile.fluxcd.io/requestedAt": new Date(this.#clock.now()).toISOString() };
    this.store.mergePatch(KUSTOMIZATION, namespace, name, { metadata: { annotations } });
  }

  /** Makes a source look at its origin, as a webhook does after a push. */
  notifySource(name: string): void {
    for (const kind of SOURCE_KINDS) {
      for (const { metadata } of this.store.list(kind, null)) {
        if (metadata.name === name) this.#sources?.fetch(kind, metadata.namespace ?? "", name);
      }
    }
  }

  /** Goes on in real time, `every` some seconds doing something. Gives what ends that. */
  goLive(every: number, action: () => void): () => void {
    const ticker = setInterval(() => this.#clock.advance(Math.max(0, Date.now() - this.#clock.now())), TICK_MS);
    const caller = setInterval(action, every * 1000);
    return () => {
      clearInterval(ticker);
      clearInterval(caller);
    };
  }

  /** Puts the API server in front, with one user who may do everything. */
  async serve(token: string): Promise<{ readonly url: string; close(): Promise<void> }> {
    const user = { user: "demo-admin", groups: ["system:masters"] };
    const server = createApiServer({ store: this.store, clock: this.#clock, tokens: new Map([[token, user]]) });
    const { url } = await server.listen();
    return { url, close: () => server.close() };
  }
}
