import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { constants, createSecureServer, type Http2ServerRequest, type Http2ServerResponse } from "node:http2";
import { createServer as createTlsServer } from "node:https";
import type { Server as NetServer, Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { createAuthority } from "#lib/cluster/certificates.test-support.ts";
import { pickOne, type Random } from "#lib/cluster/seeded-random.test-support.ts";

/** What is spoken: HTTP/1.1 without and with TLS, and HTTP/2, where all streams of a client share a connection. */
export type FaultProtocol = "http" | "https" | "h2";

/** One request, and the way to answer it. */
export interface FaultExchange {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client has gone, or all has been answered. */
  readonly gone: AbortSignal;
  begin(status: number, headers: Readonly<Record<string, string>>): void;
  /** Sends a piece that arrives by itself: what follows at once would come together with it, and not be cut there. */
  write(piece: Uint8Array): Promise<void>;
  end(): void;
  /** Ends the connection in one of the ways that connections end badly; over HTTP/2 perhaps this stream alone. */
  break(random: Random): void;
}

/** A server on 127.0.0.1 that hands on each request. */
export interface FaultFront {
  /** Gives the address, and the certificate authority (PEM) to trust; null without TLS. */
  listen(): Promise<{ readonly url: string; readonly ca: string | null }>;
  close(): Promise<void>;
}

/** Belong to one connection, not to what goes through. */
const OF_THE_CONNECTION = new Set(["connection", "content-length", "host", "keep-alive", "transfer-encoding"]);
/** So far apart, by the wall's clock, pieces are sent, and is a connection's end from its last piece. */
const APART_MS = 2;
/** What may stand in an answer's place on a socket, before it breaks: nothing, half a head, another protocol. */
const LAST_WORDS = ["", "", "HTTP/1.1 200 OK\r\nContent-Ty", "SSH-2.0-OpenSSH_9.9\r\n"];
const STREAM_ERRORS = [constants.NGHTTP2_INTERNAL_ERROR, constants.NGHTTP2_REFUSED_STREAM, constants.NGHTTP2_CANCEL];

/** Opens a server of a protocol; each request is told of once. */
export function openFaultFront(protocol: FaultProtocol, onExchange: (exchange: FaultExchange) => void): FaultFront {
  const authority = createAuthority();
  const identity = () => authority.issueServer({ addresses: ["127.0.0.1"] });
  const { server, cutAll } = protocol === "h2" ? openHttp2(identity(), onExchange) : openHttp1();
  return {
    async listen() {
      server.listen(0, "127.0.0.1");
      await once(server, "listening");
      const address = server.address();
      if (address === null || typeof address === "string") throw new Error("The server has no port.");
      const isPlain = protocol === "http";
      return {
        url: `${isPlain ? "http" : "https"}://127.0.0.1:${address.port}`,
        ca: isPlain ? null : authority.cert,
      };
    },
    async close() {
      const closed = once(server, "close");
      server.close();
      cutAll();
      await closed;
    },
  };

  function openHttp1(): { readonly server: NetServer; readonly cutAll: () => void } {
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      const begin = (status: number, headers: Record<string, string>) =>
        response.writeHead(status, headers).flushHeaders();
      const breakOff = (random: Random) => breakSocket(response.socket, response.headersSent, random);
      onExchange(toExchange(request, response, { begin, send: (piece) => void response.write(piece), breakOff }));
    };
    const opened: Server = protocol === "http" ? createServer(listener) : createTlsServer(identity(), listener);
    // Node's 5 s would race with a client that uses a connection again.
    opened.keepAliveTimeout = 90_000;
    return { server: opened, cutAll: () => opened.closeAllConnections() };
  }
}

function openHttp2(
  identity: { readonly cert: string; readonly key: string },
  onExchange: (exchange: FaultExchange) => void,
): { readonly server: NetServer; readonly cutAll: () => void } {
  const sockets = new Set<Socket>();
  const server = createSecureServer(identity, (request, response) => {
    const begin = (status: number, headers: Record<string, string>) => void response.writeHead(status, headers);
    const breakOff = (random: Random) => breakStream(response, random);
    onExchange(toExchange(request, response, { begin, send: (piece) => void response.write(piece), breakOff }));
  });
  // A client that breaks off is none of the proxy's failures.
  server.on("session", (session) => session.on("error", () => undefined));
  // A session whose client has reset the connection may never notice; its socket can be closed all the same.
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.once("close", () => sockets.delete(socket));
  });
  return {
    server,
    cutAll() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

interface Sender {
  begin(status: number, headers: Record<string, string>): void;
  send(piece: Uint8Array): void;
  breakOff(random: Random): void;
}

function toExchange(
  { method = "GET", url = "/", headers }: IncomingMessage | Http2ServerRequest,
  response: ServerResponse | Http2ServerResponse,
  { begin, send, breakOff }: Sender,
): FaultExchange {
  const gone = new AbortController();
  const leave = () => gone.abort(new Error("the client has gone"));
  response.once("close", leave);
  response.once("error", leave);
  return {
    method,
    url,
    headers: toHead(headers),
    gone: gone.signal,
    begin: (status, head) => begin(status, toHead(head)),
    async write(piece) {
      gone.signal.throwIfAborted();
      send(piece);
      await setTimeout(APART_MS, null, { signal: gone.signal });
    },
    end: () => void response.end(),
    break: breakOff,
  };
}

function breakSocket(socket: Socket | null, hasBegun: boolean, random: Random): void {
  if (socket === null || socket.destroyed) return;
  const isReset = random() < 0.5;
  const words = hasBegun ? "" : pickOne(random, LAST_WORDS);
  // A reset within TLS would throw away what the socket has not sent yet.
  const end = () => void (isReset && !("encrypted" in socket) ? socket.resetAndDestroy() : socket.destroy());
  // What breaks at once takes back on the other side what has come and was not read yet.
  if (words === "") end();
  else socket.write(words, () => void setTimeout(APART_MS).then(end));
}

/** Half of the time the stream alone, else all streams of the client with it. */
function breakStream({ stream }: Http2ServerResponse, random: Random): void {
  if (stream === undefined || stream.destroyed) return;
  if (random() < 0.5) stream.close(pickOne(random, STREAM_ERRORS));
  else stream.session?.destroy();
}

function toHead(headers: IncomingMessage["headers"] | Http2ServerRequest["headers"]): Record<string, string> {
  const head: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    const isOwn = OF_THE_CONNECTION.has(name) || name.startsWith(":");
    if (typeof value === "string" && !isOwn) head[name] = value;
  }
  return head;
}
