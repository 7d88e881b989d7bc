import { type FaultWitness, toStates } from "#lib/cluster/fault-witness.test-support.ts";
import { pick, pickOne, type Random, toInteger } from "#lib/cluster/seeded-random.test-support.ts";
import { type ApiKind, KUSTOMIZATION, toApiPath } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ApiClient } from "./api-client.ts";

const NAMES = 12;
const SHORT_NOTE = 3;
/** Longer than what a socket takes at once, so that one event comes in many pieces. */
const LONG_NOTE = 10_000;

export interface ChangesOptions {
  readonly client: ApiClient;
  readonly kinds: readonly ApiKind[];
  readonly namespace: string;
  readonly random: Random;
  readonly witness: FaultWitness;
}

/** Changes objects in a namespace of an API server by itself, and follows what the server then has. */
export class FaultChanges {
  readonly #options: ChangesOptions;
  readonly #objects = new Map<string, Map<string, RawObject>>();
  readonly #stopping = new AbortController();
  #following: Promise<unknown> = Promise.resolve();
  #count = 0;

  constructor(options: ChangesOptions) {
    this.#options = options;
  }

  /** Begins to follow each kind; what fails in it later is thrown by {@link stop}. */
  async start(): Promise<void> {
    const following = [];
    for (const kind of this.#options.kinds) {
      const { items, version } = await this.#list(kind);
      const objects = new Map(items.map((object) => [object.metadata.name, object]));
      this.#objects.set(kind.plural, objects);
      this.#tell(kind, objects);
      following.push(this.#follow(kind, objects, version));
    }
    this.#following = Promise.all(following);
    this.#following.catch(() => undefined);
  }

  /** Makes one change: an object created, changed by a merge patch, or deleted. */
  async change(): Promise<void> {
    const { random } = this.#options;
    const kind = pickOne(random, this.#options.kinds);
    const name = `k${toInteger(random, 0, NAMES)}`;
    const exists = this.#objects.get(kind.plural)?.has(name) ?? false;
    const isDeleted = random() < 0.35;
    if (!exists) await tolerate(this.#create(kind, name));
    else await tolerate(isDeleted ? this.#delete(kind, name) : this.#patch(kind, name));
  }

  /** Where what was heard of by following is not what the server says when it is asked directly. */
  async findUnseen(): Promise<readonly string[]> {
    const { kinds, witness } = this.#options;
    const lists = await Promise.all(kinds.map(async (kind) => ({ kind, ...(await this.#list(kind)) })));
    return lists.flatMap(({ kind, items }) => witness.findUnseen(kind, toStates(items)));
  }

  /** Stops to follow, and deletes all. Rejects with what has failed. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#following;
    for (const kind of this.#options.kinds) {
      for (const { metadata } of (await this.#list(kind)).items) await tolerate(this.#delete(kind, metadata.name));
    }
  }

  async #list(kind: ApiKind): Promise<{ readonly items: readonly RawObject[]; readonly version: string }> {
    const { client, namespace } = this.#options;
    const { items, metadata } = await client.get<RawList>(toApiPath(kind, namespace));
    return { items, version: metadata.resourceVersion };
  }

  #create(kind: ApiKind, name: string): Promise<unknown> {
    const { client, namespace } = this.#options;
    const spec =
      kind === KUSTOMIZATION
        ? { interval: "10m", prune: false, path: "./", sourceRef: { kind: "GitRepository", name: "fleet" } }
        : { interval: "10m", url: "https://git.example/fleet.git" };
    return client.create(kind, { metadata: { namespace, name }, spec: { ...spec, suspend: true } });
  }

  #patch(kind: ApiKind, name: string): Promise<unknown> {
    const { client, namespace, random } = this.#options;
    const count = String(++this.#count);
    const length = pick(random, [
      [9, SHORT_NOTE],
      [1, LONG_NOTE],
    ]);
    const metadata = pick<() => object>(random, [
      [1, () => ({ labels: { count } })],
      [1, () => ({ annotations: { note: `${count} ${"ä😀".repeat(length)}` } })],
    ])();
    return client.mergePatch(kind, namespace, name, { metadata });
  }

  #delete(kind: ApiKind, name: string): Promise<unknown> {
    return this.#options.client.delete(kind, this.#options.namespace, name);
  }

  async #follow(kind: ApiKind, objects: Map<string, RawObject>, from: string): Promise<void> {
    const { client, namespace } = this.#options;
    const { signal } = this.#stopping;
    try {
      for await (const { type, object } of client.watch(kind, from, signal)) {
        if (!isObject(object)) throw new Error(`The server ended what was to be followed: ${JSON.stringify(object)}`);
        if (object.metadata.namespace !== namespace) continue;
        if (type === "DELETED") objects.delete(object.metadata.name);
        else objects.set(object.metadata.name, object);
        this.#tell(kind, objects);
      }
      throw new Error("The server has ended what was to be followed.");
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #tell(kind: ApiKind, objects: ReadonlyMap<string, RawObject>): void {
    this.#options.witness.serverHas(kind, toStates(objects.values()));
  }
}

interface RawList {
  readonly items: readonly RawObject[];
  readonly metadata: { readonly resourceVersion: string };
}

function isObject(value: unknown): value is RawObject {
  return typeof value === "object" && value !== null && "metadata" in value && !("status" in value && "code" in value);
}

/** What is known of an object may be old by a moment: that it is there already, or no longer, does no harm. */
async function tolerate(change: Promise<unknown>): Promise<void> {
  try {
    await change;
  } catch (error) {
    if (!/ answered (404|409):/.test(String(error))) throw error;
  }
}
