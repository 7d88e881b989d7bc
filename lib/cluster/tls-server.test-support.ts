import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createSecureServer, type Http2SecureServer, type SecureServerOptions } from "node:http2";
import { createServer } from "node:https";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { Identity } from "./certificates.test-support.ts";

/** What a request to a server of the tests came with. */
export interface SeenCall {
  readonly path: string;
  readonly authorization: string | null;
  readonly proxyAuthorization: string | null;
  /** The common name of a client certificate that the server's authority has signed. */
  readonly certificateUser: string | null;
  /** The name that the client asked for in the handshake; null where it asked for an address. */
  readonly serverName: string | null;
}

export interface TlsServer {
  readonly url: string;
  readonly port: number;
  readonly seen: readonly SeenCall[];
  /** Takes another certificate for connections to come, and ends those that are open. */
  replace(identity: Identity): void;
  /** Sends all who ask from now on elsewhere. */
  redirectTo(url: string): void;
  close(): Promise<void>;
}

export interface TlsServerOptions {
  readonly identity: Identity;
  /** The PEM of the authority whose client certificates count. */
  readonly clientAuthority?: string;
  readonly protocol?: "http/1.1" | "h2";
  /** What is not accepted is answered with 401. */
  readonly accepts?: (call: SeenCall) => boolean;
}

/** Starts a server on loopback that authenticates as an API server does. A path with `watch` is answered without end. */
export async function startTlsServer(options: TlsServerOptions): Promise<TlsServer> {
  const { identity, clientAuthority, accepts = () => true, protocol = "http/1.1" } = options;
  const seen: SeenCall[] = [];
  let elsewhere: string | null = null;
  const clients = clientAuthority === undefined ? {} : { ca: clientAuthority, requestCert: true };
  const settings = { ...identity, ...clients, rejectUnauthorized: false };
  const server = protocol === "h2" ? createH2Server(settings) : createServer(settings);
  // The requests and answers of HTTP/2 have all that is used here of those of HTTP/1.1.
  server.on("request", (request: IncomingMessage, response: ServerResponse) => {
    const call = toCall(request);
    seen.push(call);
    if (elsewhere !== null) return response.writeHead(307, { location: elsewhere }).end();
    const status = accepts(call) ? 200 : 401;
    response.writeHead(status, { "content-type": "application/json" });
    if (status === 200 && call.path.includes("watch")) return response.flushHeaders();
    return response.end(JSON.stringify(status === 200 ? {} : { kind: "Status", message: "Unauthorized" }));
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  const port = await listen(server);
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    seen,
    replace(fresh) {
      server.setSecureContext({ ...fresh, ...clients });
      cut();
    },
    redirectTo(url) {
      elsewhere = url;
    },
    close: () => end(server, cut),
  };
}

function createH2Server(settings: SecureServerOptions): Http2SecureServer {
  const server = createSecureServer(settings);
  // Connections are cut here on purpose.
  server.on("sessionError", () => undefined);
  return server;
}

function toCall({ url, headers, socket }: IncomingMessage): SeenCall {
  const secure = socket as TLSSocket & { servername?: string | false };
  return {
    path: url ?? "",
    authorization: headers.authorization ?? null,
    proxyAuthorization: headers["proxy-authorization"] ?? null,
    certificateUser: secure.authorized ? String(secure.getPeerCertificate().subject.CN) : null,
    serverName: secure.servername || null,
  };
}

export interface ConnectProxy {
  readonly url: string;
  /** What was asked for: `CONNECT host:port`, with what it was asked. */
  readonly asked: readonly { readonly to: string; readonly authorization: string | null }[];
  /** Answers so instead of opening a tunnel; 0 closes without a word. */
  refusal: number | null;
  close(): Promise<void>;
}

/**
 * Starts a proxy on loopback whose tunnels all lead to one port there, whatever host is asked for; with an identity it
 * is one of https, at `localhost`.
 */
export async function startConnectProxy(port: number, identity: Identity | null = null): Promise<ConnectProxy> {
  const asked: { to: string; authorization: string | null }[] = [];
  const tunnels = new Set<Duplex>();
  const server = identity === null ? createHttpServer() : createServer(identity);
  const proxy = { url: "", asked, refusal: null as number | null, close };
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    asked.push({ to: request.url ?? "", authorization: request.headers["proxy-authorization"] ?? null });
    if (proxy.refusal === 0) return socket.destroy();
    if (proxy.refusal !== null) return socket.end(`HTTP/1.1 ${proxy.refusal} No\r\n\r\n`);
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      onward.pipe(socket).pipe(onward);
    });
    for (const side of [socket, onward]) {
      tunnels.add(side);
      side.on("error", () => undefined);
      side.on("close", () => {
        socket.destroy();
        onward.destroy();
      });
    }
    return onward;
  });
  const listening = await listen(server);
  proxy.url = identity === null ? `http://127.0.0.1:${listening}` : `https://localhost:${listening}`;
  return proxy;

  async function close(): Promise<void> {
    for (const tunnel of tunnels) tunnel.destroy();
    await end(server, () => server.closeAllConnections());
  }
}

interface Listening {
  listen(port: number, host: string, done: () => void): unknown;
  address(): AddressInfo | string | null;
  close(done: () => void): unknown;
}

function listen(server: Listening): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

function end(server: Listening, cut: () => void): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    cut();
  });
}
