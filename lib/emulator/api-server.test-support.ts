import type { FakeClock } from "#lib/flux/fake-clock.ts";
import { type ApiServerOptions, createApiServer } from "./api-server.ts";
import { createTestStore } from "./object-store.test-support.ts";
import type { ObjectStore } from "./object-store.ts";

/** An answer as tests look at it. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; empty when it is none. */
  readonly body: Record<string, unknown>;
}

export interface TestRequest {
  readonly method?: string;
  readonly token?: string | null;
  readonly headers?: Record<string, string> | [string, string][];
  readonly body?: unknown;
}

/** A running server on an empty store, known to alice (`alice-token`) and bob (`bob-token`); `close` it after use. */
export async function startTestServer(
  options: Partial<Pick<ApiServerOptions, "authorize" | "onRequest">> & { historyLimit?: number } = {},
): Promise<TestServer> {
  const { historyLimit, ...rest } = options;
  const { store, clock } = createTestStore(historyLimit === undefined ? {} : { historyLimit });
  const tokens = new Map([
    ["alice-token", { user: "alice", groups: ["team:a", "ops, night"] }],
    ["bob-token", { user: "bob", groups: [] }],
  ]);
  const server = createApiServer({ store, clock, tokens, ...rest });
  const { url } = await server.listen();
  return new TestServer(url, store, clock, () => server.close());
}

export class TestServer {
  readonly url: string;
  readonly store: ObjectStore;
  readonly clock: FakeClock;
  readonly close: () => Promise<void>;

  constructor(url: string, store: ObjectStore, clock: FakeClock, close: () => Promise<void>) {
    this.url = url;
    this.store = store;
    this.clock = clock;
    this.close = close;
  }

  async call(path: string, request: TestRequest = {}): Promise<TestAnswer> {
    const response = await this.fetch(path, request);
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parseBody(text) };
  }

  patch(path: string, patch: unknown, headers: Record<string, string> = {}): Promise<TestAnswer> {
    const all = { "Content-Type": "application/merge-patch+json", ...headers };
    return this.call(path, { method: "PATCH", headers: all, body: patch });
  }

  async watch(path: string): Promise<TestWatch> {
    return new TestWatch(await this.fetch(path));
  }

  fetch(path: string, { method = "GET", token = "alice-token", headers = {}, body }: TestRequest = {}) {
    const all = new Headers(headers);
    if (token !== null) all.set("Authorization", `Bearer ${token}`);
    if (body !== undefined && !all.has("Content-Type")) all.set("Content-Type", "application/json");
    const sent = body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) };
    return fetch(`${this.url}${path}`, { method, headers: all, ...sent });
  }
}

export interface TestWatchEvent {
  readonly type: string;
  readonly object: Record<string, unknown> & { readonly metadata: Record<string, unknown> };
}

/** The lines of a WATCH, one by one. */
export class TestWatch {
  readonly status: number;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;
  readonly #decoder = new TextDecoder();
  #text = "";

  constructor(response: Response) {
    this.status = response.status;
    if (response.body === null) throw new Error("no body");
    this.#reader = response.body.getReader();
  }

  /** The next event; null at the end of the stream. */
  async next(): Promise<TestWatchEvent | null> {
    for (;;) {
      const end = this.#text.indexOf("\n");
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return JSON.parse(line);
      }
      const { done, value } = await this.#reader.read();
      if (done) return null;
      this.#text += this.#decoder.decode(value, { stream: true });
    }
  }

  /** Some events as `TYPE name@version`, which is most of what there is to say of them. */
  async take(count: number): Promise<readonly string[]> {
    const taken: string[] = [];
    while (taken.length < count) {
      const event = await this.next();
      if (event === null) break;
      const { name, resourceVersion } = event.object.metadata;
      taken.push(`${event.type} ${name ?? ""}@${resourceVersion}`);
    }
    return taken;
  }

  cancel(): Promise<void> {
    return this.#reader.cancel();
  }
}

function parseBody(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
