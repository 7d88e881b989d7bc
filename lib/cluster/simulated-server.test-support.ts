import { type ApiKind, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { HttpConnection, HttpRequest, HttpResponse } from "./http-connection.ts";
import { toApiVersion } from "./raw-objects.ts";

interface Change {
  readonly version: number;
  readonly type: "ADDED" | "MODIFIED" | "DELETED";
  readonly plural: string;
  readonly object: RawObject;
  /** What was there before. */
  readonly before: RawObject | undefined;
}

interface Seen {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: HttpRequest["headers"];
  readonly body: string | null;
}

/** Answers a request in the server's place, or lets it through (null); an Error is what the network throws. */
export type Fault = (seen: Seen) => HttpResponse | Error | null;

/** An API server in memory, to which faults can be done. It keeps versions and history as etcd does. */
export class SimulatedServer {
  readonly seen: Seen[] = [];
  readonly streams = new Set<SimulatedStream>();
  fault: Fault = () => null;
  /** No page is larger, whatever is asked for. */
  pageSize = Number.POSITIVE_INFINITY;
  /** Answers a watch from a version that is gone by an event, as the real server's cache does, and not by the status. */
  tellsGoneInStream = false;
  #version = 100;
  #compacted = 0;
  #uid = 0;
  readonly #objects = new Map<string, Map<string, RawObject>>();
  #history: Change[] = [];

  get version(): string {
    return String(this.#version);
  }

  /** Creates or changes an object. */
  put(kind: ApiKind, namespace: string, name: string, fields: Readonly<Record<string, unknown>> = {}): RawObject {
    const objects = this.#objectsOf(kind.plural);
    const key = `${namespace}/${name}`;
    const known = objects.get(key);
    this.#version++;
    const object: RawObject = {
      ...fields,
      metadata: {
        name,
        namespace,
        uid: known?.metadata.uid ?? `uid-${++this.#uid}`,
        resourceVersion: this.version,
        managedFields: [{ manager: "somebody" }],
      },
    };
    objects.set(key, object);
    this.#record({
      version: this.#version,
      type: known ? "MODIFIED" : "ADDED",
      plural: kind.plural,
      object,
      before: known,
    });
    return object;
  }

  remove(kind: ApiKind, namespace: string, name: string): void {
    const objects = this.#objectsOf(kind.plural);
    const known = objects.get(`${namespace}/${name}`);
    if (known === undefined) return;
    objects.delete(`${namespace}/${name}`);
    this.#version++;
    const object = { ...known, metadata: { ...known.metadata, resourceVersion: this.version } };
    this.#record({ version: this.#version, type: "DELETED", plural: kind.plural, object, before: known });
  }

  /** Forgets the history, so that versions of before are gone. */
  compact(): void {
    this.#compacted = this.#version;
    this.#history = [];
  }

  bookmark(): void {
    for (const stream of this.streams) {
      stream.push({ type: "BOOKMARK", object: { metadata: { resourceVersion: this.version } } });
    }
  }

  /** What a reader should come to hold of a kind: `namespace/name` to version. */
  versionsOf(kind: ApiKind): ReadonlyMap<string, string> {
    const entries = [...this.#objectsOf(kind.plural)];
    return new Map(entries.map(([key, object]) => [key, object.metadata.resourceVersion ?? ""]));
  }

  /** All objects of a kind as they are now. */
  objectsOf(kind: ApiKind): Iterable<RawObject> {
    return this.#objectsOf(kind.plural).values();
  }

  /** The requests of one sort so far: lists, watches or others of a kind. */
  requests(kind: ApiKind, sort: "list" | "watch"): readonly Seen[] {
    return this.seen.filter(
      ({ path, query }) => path.endsWith(`/${kind.plural}`) && query.has("watch") === (sort === "watch"),
    );
  }

  connect(): HttpConnection {
    return {
      send: (request) => this.#answer(request),
      close: async () => undefined,
      destroy: async () => {
        for (const stream of this.streams) stream.cut();
      },
    };
  }

  async #answer(request: HttpRequest): Promise<HttpResponse> {
    await Promise.resolve();
    request.signal.throwIfAborted();
    const url = new URL(request.path, "http://server");
    const { method, headers, body } = request;
    const seen = { method, path: url.pathname, query: url.searchParams, headers, body };
    this.seen.push(seen);
    const fault = this.fault(seen);
    if (fault instanceof Error) throw fault;
    if (fault !== null) return { ...fault, body: untilAborted(fault.body, request.signal) };
    if (url.pathname === "/version") return toJsonAnswer(200, { gitVersion: "v1.36.3" });
    const kind = WATCHED_KINDS.find(({ plural }) => url.pathname.endsWith(`/${plural}`));
    if (kind === undefined) return toStatusAnswer(404, "not found");
    const namespace = /\/namespaces\/([^/]+)/.exec(url.pathname)?.[1] ?? null;
    return url.searchParams.has("watch")
      ? this.#watch(kind, namespace, url.searchParams, request.signal)
      : this.#list(kind, namespace, url.searchParams);
  }

  #list(kind: ApiKind, namespace: string | null, query: URLSearchParams): HttpResponse {
    const limit = Number(query.get("limit") ?? 0);
    const [version, start] = (query.get("continue") ?? `${this.#version}:0`).split(":").map(Number);
    if (version === undefined || start === undefined || version < this.#compacted)
      return toStatusAnswer(410, "expired");
    const all = [...this.#at(kind.plural, version)].filter(
      ({ metadata }) => namespace === null || metadata.namespace === namespace,
    );
    const end = limit === 0 ? all.length : start + Math.min(limit, this.pageSize);
    return toJsonAnswer(200, {
      kind: `${kind.kind}List`,
      apiVersion: toApiVersion(kind),
      metadata: { resourceVersion: String(version), ...(end < all.length ? { continue: `${version}:${end}` } : {}) },
      items: all.slice(start, end),
    });
  }

  #watch(kind: ApiKind, namespace: string | null, query: URLSearchParams, signal: AbortSignal): HttpResponse {
    const from = Number(query.get("resourceVersion"));
    const isGone = from < this.#compacted;
    if (isGone && !this.tellsGoneInStream) return toStatusAnswer(410, "too old resource version");
    const stream = new SimulatedStream(kind, namespace, signal, () => this.streams.delete(stream));
    this.streams.add(stream);
    if (isGone) {
      stream.fail(410);
      stream.end();
    } else for (const change of this.#history) if (change.version > from) stream.tell(change);
    return { status: 200, headers: { "content-type": "application/json" }, body: stream };
  }

  /** The objects of a kind as they were at a version. */
  #at(plural: string, version: number): Iterable<RawObject> {
    const objects = new Map(this.#objectsOf(plural));
    for (const change of this.#history.toReversed()) {
      if (change.plural !== plural || change.version <= version) continue;
      const { namespace, name } = change.object.metadata;
      if (change.before === undefined) objects.delete(`${namespace}/${name}`);
      else objects.set(`${namespace}/${name}`, change.before);
    }
    // As etcd gives them: by key, so that a page begins where the one before ended.
    return [...objects].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
  }

  #record(change: Change): void {
    this.#history.push(change);
    for (const stream of this.streams) stream.tell(change);
  }

  #objectsOf(plural: string): Map<string, RawObject> {
    const objects = this.#objects.get(plural) ?? new Map<string, RawObject>();
    this.#objects.set(plural, objects);
    return objects;
  }
}

/** The open answer to one watch. */
export class SimulatedStream implements AsyncIterable<Uint8Array> {
  readonly kind: ApiKind;
  readonly #namespace: string | null;
  readonly #chunks: (Uint8Array | Error | null)[] = [];
  readonly #forget: () => void;
  readonly #said: Uint8Array[] = [];
  #loses = 0;
  #wake: () => void = () => undefined;
  /** Says nothing from now on, as a connection does whose other end is gone. */
  isStalled = false;

  constructor(kind: ApiKind, namespace: string | null, signal: AbortSignal, forget: () => void) {
    this.kind = kind;
    this.#namespace = namespace;
    this.#forget = forget;
    signal.addEventListener("abort", () => this.#put(signal.reason));
  }

  tell({ type, plural, object }: Change): void {
    const inScope = this.#namespace === null || object.metadata.namespace === this.#namespace;
    const complete = { kind: this.kind.kind, apiVersion: toApiVersion(this.kind), ...object };
    if (plural !== this.kind.plural || !inScope) return;
    if (this.#loses-- <= 0) this.push({ type, object: complete });
  }

  push(event: object): void {
    this.pushBytes(Buffer.from(`${JSON.stringify(event)}\n`));
  }

  pushBytes(bytes: Uint8Array): void {
    this.#said.push(bytes);
    if (!this.isStalled) this.#put(bytes);
  }

  /** Says once more what was said before; `place` in [0, 1) is how far back to the beginning. */
  repeat(place: number): void {
    const said = this.#said[Math.floor((1 - place) * this.#said.length) - 1];
    if (said !== undefined) this.pushBytes(said);
  }

  /** Tells of an error, after which something is missing: that is why it is told. */
  fail(code: number): void {
    this.push({ type: "ERROR", object: { kind: "Status", code } });
    this.#loses = 1;
  }

  /** Ends as the server does when the time is up. */
  end(): void {
    this.#put(null);
  }

  /** Ends as a broken connection does. */
  cut(): void {
    this.#put(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
      } else if (chunk === null) return;
      else if (chunk instanceof Uint8Array) yield chunk;
      else throw chunk;
    }
  }

  #put(chunk: Uint8Array | Error | null): void {
    if (!(chunk instanceof Uint8Array)) this.#forget();
    this.#chunks.push(chunk);
    this.#wake();
  }
}

/** An answer with a JSON body. */
export function toJsonAnswer(status: number, body: unknown, headers: HttpResponse["headers"] = {}): HttpResponse {
  return toTextAnswer(status, JSON.stringify(body), { "content-type": "application/json", ...headers });
}

/** An answer as the API server gives it to what fails. */
export function toStatusAnswer(code: number, message: string, headers: HttpResponse["headers"] = {}): HttpResponse {
  return toJsonAnswer(code, { kind: "Status", apiVersion: "v1", status: "Failure", message, code }, headers);
}

/** An answer with any body. */
export function toTextAnswer(status: number, text: string, headers: HttpResponse["headers"] = {}): HttpResponse {
  return { status, headers, body: toChunks(Buffer.from(text)) };
}

/** An answer that never comes: it ends when the request is aborted, or with what is given as its end. */
export function toHungAnswer(end: Promise<never> = new Promise(() => undefined)): HttpResponse {
  return { status: 200, headers: {}, body: toNothing(end) };
}

/** The error of a refused connection. */
export function toRefusal(): Error {
  return Object.assign(new Error("connect ECONNREFUSED"), { code: "ECONNREFUSED" });
}

async function* toChunks(...chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

async function* toNothing(end: Promise<never>): AsyncGenerator<Uint8Array> {
  yield await end;
}

async function* untilAborted(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  const iterator = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await new Promise<IteratorResult<Uint8Array>>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(signal.reason), { once: true });
      iterator.next().then(resolve, reject);
    });
    if (next.done) return;
    yield next.value;
  }
}
