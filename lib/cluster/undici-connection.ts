import { getCACertificates } from "node:tls";
import { Agent, buildConnector, type Dispatcher, ProxyAgent } from "undici";
import { endAbandonedStreams } from "./abandoned-streams.ts";
import { ApiError } from "./api-error.ts";
import type { ConnectionTarget, HttpConnection, HttpResponse, TlsSettings } from "./http-connection.ts";

/**
 * So many connections serve all the short calls to one server. Where the server speaks HTTP/2, all watches share one
 * more (a hundred at least), otherwise each has one of its own.
 */
const CALL_CONNECTIONS = 2;
const CONNECT_TIMEOUT_MS = 10_000;
/** Under the idle time-outs of the usual load balancers (60 s), as client-go has it. */
const TCP_KEEP_ALIVE_MS = 30_000;
const IDLE_CONNECTION_MS = 60_000;
/** A large list must not wait for the window of a distant server to open again. */
const WINDOW = { connectionWindowSize: 8 * 1024 * 1024, settings: { initialWindowSize: 2 * 1024 * 1024 } };

/** Opens the way to one API server, over HTTP/2 where it offers that: nothing is sent before the first request. */
export function openUndiciConnection(target: ConnectionTarget): HttpConnection {
  endAbandonedStreams();
  const calls = new Lane(() => createDispatcher(target, CALL_CONNECTIONS));
  const streams = new Lane(() => createDispatcher(target, null));
  return {
    async send({ method, path, headers, body, stream, signal }) {
      const answer = await (stream ? streams : calls).request({
        origin: target.origin,
        method,
        path,
        headers: toMutable(headers),
        body,
        signal,
        // The transport watches for silence by its own clock.
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      return { status: answer.statusCode, headers: toSingleLines(answer.headers), body: answer.body };
    },
    async close() {
      await Promise.all([calls.close(), streams.close()]);
    },
    async destroy() {
      await Promise.all([calls.destroy(), streams.destroy()]);
    },
  };
}

/**
 * Connections for one use, made anew when a request on them was given up for silence and nobody else has heard anything
 * over them either: over HTTP/2 that ends the request alone, and the next would wait on the same dead connection.
 */
class Lane {
  readonly #create: () => Dispatcher;
  readonly #leaving = new Set<Dispatcher>();
  #current: Dispatcher;
  /** How often anything was heard over the current connections. */
  #heard = 0;

  constructor(create: () => Dispatcher) {
    this.#create = create;
    this.#current = create();
  }

  async request(
    options: Dispatcher.RequestOptions & { readonly signal: AbortSignal },
  ): Promise<Pick<Dispatcher.ResponseData, "statusCode" | "headers"> & Pick<HttpResponse, "body">> {
    const used = this.#current;
    let lastHeard = this.#heard;
    const hear = () => {
      if (used === this.#current) lastHeard = ++this.#heard;
    };
    options.signal.addEventListener("abort", () => {
      const silent = options.signal.reason instanceof ApiError && lastHeard === this.#heard;
      if (silent && used === this.#current) this.#replace(used);
    });
    const { statusCode, headers, body } = await used.request(options);
    hear();
    return { statusCode, headers, body: listen(body, hear) };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#leaving, this.#current].map((one) => one.close()));
  }

  async destroy(): Promise<void> {
    await Promise.all([...this.#leaving, this.#current].map((one) => one.destroy()));
  }

  /** Who is still on it stays until silence ends that as well. */
  #replace(used: Dispatcher): void {
    this.#current = this.#create();
    this.#heard = 0;
    this.#leaving.add(used);
    used.close().finally(() => this.#leaving.delete(used));
  }
}

async function* listen(body: AsyncIterable<Uint8Array>, hear: () => void): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    hear();
    yield chunk;
  }
}

function createDispatcher({ tls, proxyUrl }: ConnectionTarget, connections: number | null): Dispatcher {
  const secure = { ...toTlsOptions(tls), allowH2: proxyUrl === null };
  const options = { connections, allowH2: proxyUrl === null, h2Options: WINDOW, keepAliveTimeout: IDLE_CONNECTION_MS };
  if (proxyUrl !== null) {
    const proxyTls = toProxyTls(tls);
    return new ProxyAgent({
      ...options,
      uri: proxyUrl,
      requestTls: secure,
      proxyTls,
      connectTimeout: CONNECT_TIMEOUT_MS,
    });
  }
  const connect = buildConnector({
    ...secure,
    timeout: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelay: TCP_KEEP_ALIVE_MS,
  });
  // Undici takes the name from the URL's host before that of the options, so tls-server-name is put in its place here.
  const named: buildConnector.connector = (request, callback) =>
    connect(tls.serverName === null ? request : { ...request, servername: tls.serverName }, callback);
  return new Agent({ ...options, connect: named });
}

function toTlsOptions({ ca, cert, key, serverName, verify }: TlsSettings) {
  return {
    ...(ca === null ? {} : { ca }),
    ...(cert === null ? {} : { cert }),
    ...(key === null ? {} : { key }),
    ...(serverName === null ? {} : { servername: serverName }),
    rejectUnauthorized: verify,
  };
}

/** A proxy of https may be known by the usual authorities, or, as kubectl has it, by the cluster's own. */
function toProxyTls({ ca, verify }: TlsSettings) {
  return { ...(ca === null ? {} : { ca: [...getCACertificates(), ca] }), rejectUnauthorized: verify };
}

function toMutable(headers: Readonly<Record<string, string | readonly string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

function toSingleLines(headers: Dispatcher.ResponseData["headers"]): HttpResponse["headers"] {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}
