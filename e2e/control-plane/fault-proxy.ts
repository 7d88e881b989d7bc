import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import type { FaultyNetwork } from "#lib/cluster/faulty-network.test-support.ts";
import type { HttpConnection, HttpRequest, HttpResponse } from "#lib/cluster/http-connection.ts";
import { pickOne, type Random } from "#lib/cluster/seeded-random.test-support.ts";
import { openUndiciConnection } from "#lib/cluster/undici-connection.ts";

export interface FaultProxyOptions {
  /** The API server behind; its certificate authority as PEM, null for plain HTTP. */
  readonly server: { readonly url: string; readonly ca: string | null };
  /** Decides what goes wrong, and can heal it. */
  readonly network: FaultyNetwork;
  /** Decides how a connection breaks. */
  readonly random: Random;
  /** No page of a list has more objects, whatever is asked for, so that lists have pages to fail between. */
  readonly pageSize: number;
}

/** Belong to one connection, not to what goes through. */
const OF_THE_CONNECTION = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding"]);
/** So far apart, by the wall's clock, pieces are sent, and is a connection's end from its last piece. */
const APART_MS = 2;
/** What may stand in an answer's place on a socket, before it breaks: nothing, half a head, another protocol. */
const LAST_WORDS = ["", "", "HTTP/1.1 200 OK\r\nContent-Ty", "SSH-2.0-OpenSSH_9.9\r\n"];

/**
 * An HTTP server before an API server, through which all that a faulty network does happens to real bytes on real
 * sockets. Who asks, and with what token, goes through as it comes.
 */
export class FaultProxy {
  readonly #options: FaultProxyOptions;
  readonly #behind: HttpConnection;
  readonly #through: HttpConnection;
  readonly #server: Server;

  constructor(options: FaultProxyOptions) {
    const { url, ca } = options.server;
    this.#options = options;
    const tls = { ca, cert: null, key: null, serverName: null, verify: true };
    this.#behind = openUndiciConnection({ origin: new URL(url).origin, tls, proxyUrl: null });
    this.#through = options.network.connect(this.#behind);
    this.#server = createServer((request, response) => void this.#relay(request, response));
    // Node's 5 s would race with a client that uses a connection again.
    this.#server.keepAliveTimeout = 90_000;
  }

  /** Listens on 127.0.0.1 and gives the address. */
  async listen(): Promise<string> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The proxy has no port.");
    return `http://127.0.0.1:${address.port}`;
  }

  async close(): Promise<void> {
    const closed = once(this.#server, "close");
    this.#server.close();
    this.#server.closeAllConnections();
    await this.#behind.destroy();
    await closed;
  }

  async #relay(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once("close", () => gone.abort(new Error("the client has gone")));
    try {
      const answer = await this.#through.send(this.#toRequest(request, gone.signal));
      response.writeHead(answer.status, toHead(answer.headers));
      response.flushHeaders();
      for await (const piece of answer.body) await write(response, piece);
      response.end();
    } catch {
      this.#break(response);
    }
  }

  #toRequest({ method, url = "/", headers }: IncomingMessage, signal: AbortSignal): HttpRequest {
    if (method !== "GET") throw new Error("Headwater's reader only reads");
    const { pathname, searchParams } = new URL(url, "http://proxy");
    if (searchParams.has("limit")) searchParams.set("limit", String(this.#options.pageSize));
    const query = searchParams.size === 0 ? "" : `?${searchParams}`;
    return {
      method,
      path: `${pathname}${query}`,
      headers: toHead(headers),
      body: null,
      stream: searchParams.has("watch"),
      signal,
    };
  }

  /** Ends a connection in one of the ways that connections end badly. */
  #break(response: ServerResponse): void {
    const { random } = this.#options;
    const { socket } = response;
    if (socket === null || socket.destroyed) return;
    const isReset = random() < 0.5;
    const end = () => void (isReset ? socket.resetAndDestroy() : socket.destroy());
    const words = response.headersSent ? "" : pickOne(random, LAST_WORDS);
    // What breaks at once takes back on the other side what has come and was not read yet.
    if (words === "") end();
    else socket.write(words, () => void setTimeout(APART_MS).then(end));
  }
}

/** Writes a piece and lets it arrive by itself: what follows at once would come together with it, and not be cut there. */
async function write(response: ServerResponse, piece: Uint8Array): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    response.write(piece, (error) => (error ? reject(error) : resolve()));
  });
  await setTimeout(APART_MS);
}

function toHead(headers: HttpResponse["headers"] | IncomingMessage["headers"]): Record<string, string> {
  const head: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value === "string" && !OF_THE_CONNECTION.has(name)) head[name] = value;
  }
  return head;
}
