import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { createTransport } from "./create-transport.ts";
import { toTestContext } from "./kube-context.test-support.ts";
import { createKubernetesClient } from "./kubernetes-client.ts";
import { openUndiciConnection } from "./undici-connection.ts";
import { openWatch } from "./watch-stream.ts";

const servers: Server[] = [];
const transports: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(transports.splice(0).map((transport) => transport.close()));
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function listen(listener: RequestListener): Promise<{ server: Server; url: string; sockets: Set<Socket> }> {
  const server = createServer(listener);
  servers.push(server);
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

function transportTo(
  cluster: Readonly<Record<string, unknown>>,
  user: Readonly<Record<string, unknown>> = { token: "t" },
) {
  const context = toTestContext({ cluster, user });
  const transport = createTransport({
    load: () => context,
    connect: openUndiciConnection,
    clock: createSystemClock(globalThis),
  });
  transports.push(transport);
  return transport;
}

const plain = (server: string) => ({ server, "insecure-skip-tls-verify": true });
const never = new AbortController().signal;

describe("a real server", () => {
  it("is spoken to 1,000 times over three connections, beside a watch with its own", async () => {
    const { url, sockets } = await listen((request, response) => {
      if (request.url?.includes("watch=true"))
        response.writeHead(200, { "content-type": "application/json" }).flushHeaders();
      else response.writeHead(200, { "content-type": "application/json" }).end("{}");
    });
    const transport = transportTo(plain(url));
    await openWatch(transport, {
      kind: KUSTOMIZATION,
      namespace: null,
      resourceVersion: "1",
      random: () => 0,
      signal: never,
    });
    expect(sockets.size).toBe(1);
    for (let round = 0; round < 50; round++) {
      await Promise.all(Array.from({ length: 20 }, () => transport.send({ method: "GET", path: "/version" })));
    }
    expect(sockets.size).toBeLessThanOrEqual(4);
  });

  it("may answer compressed", async () => {
    const { url } = await listen((request, response) => {
      expect(request.headers["accept-encoding"]).toBe("gzip");
      const items = Array.from({ length: 500 }, (_, index) => ({ metadata: { name: `größe-${index}` } }));
      const body = gzipSync(JSON.stringify({ metadata: { resourceVersion: "7" }, items }));
      response.writeHead(200, { "content-type": "application/json", "content-encoding": "gzip" }).end(body);
    });
    const list = await createKubernetesClient(transportTo(plain(url))).list(KUSTOMIZATION, null);
    expect(list.items.at(-1)?.metadata.name).toBe("größe-499");
  });

  it("gets several groups as a line each", async () => {
    const lines: string[] = [];
    const { url } = await listen((request, response) => {
      lines.push(...request.rawHeaders);
      response.end("{}");
    });
    await transportTo(plain(url), { as: "eve", "as-groups": ["a", "b"] }).send({ method: "GET", path: "/version" });
    expect(lines.filter((_, index) => lines[index - 1] === "impersonate-group")).toEqual(["a", "b"]);
  });

  it("may cut a watch in the middle of a character", async () => {
    const event = (name: string) =>
      JSON.stringify({ type: "ADDED", object: { metadata: { name, resourceVersion: "5" } } });
    const { url } = await listen((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const bytes = Buffer.from(`${event("größe")}\n${event("ü")}`);
      response.write(bytes.subarray(0, bytes.lastIndexOf(0xc3) + 1), () => response.destroy());
    });
    const events = await openWatch(transportTo(plain(url)), {
      kind: KUSTOMIZATION,
      namespace: null,
      resourceVersion: "1",
      random: () => 0,
      signal: never,
    });
    const names: string[] = [];
    const read = (async () => {
      for await (const told of events) if (told.type === "applied") names.push(told.object.metadata.name);
    })();
    await expect(read).rejects.toMatchObject({ kind: "unreachable", message: expect.stringContaining("was cut") });
    expect(names).toEqual(["größe"]);
  });

  it("that is not there is unreachable", async () => {
    const { server, url } = await listen(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    const failed = transportTo(plain(url)).send({ method: "GET", path: "/version" });
    await expect(failed).rejects.toMatchObject({ kind: "unreachable", message: `${url} refused the connection.` });
  });

  it("that speaks no TLS where TLS is due says so", async () => {
    const { url } = await listen((_request, response) => response.end("{}"));
    const failed = transportTo({ server: url.replace("http:", "https:") }).send({ method: "GET", path: "/version" });
    await expect(failed).rejects.toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining("does not speak TLS"),
    });
  });

  it("lets a stream go when the transport is closed", async () => {
    let closed: () => void = () => undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const { url } = await listen((request, response) => {
      request.on("close", closed);
      response.writeHead(200).flushHeaders();
    });
    const transport = transportTo(plain(url));
    const chunks = await transport.stream({ method: "GET", path: "/watch" }, 90_000);
    const read = (async () => {
      for await (const _chunk of chunks) throw new Error("nothing was sent");
    })();
    read.catch(() => undefined);
    await transport.close();
    await expect(read).rejects.toBeDefined();
    await gone;
  });
});

describe("a proxy", () => {
  /** Lets plain requests and tunnels through, or not, and notes what was asked for. */
  async function listenAsProxy(status: number, asked: string[]): Promise<string> {
    const { server, url } = await listen((request: IncomingMessage, response: ServerResponse) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(status).end("{}");
    });
    server.on("connect", (request, socket: Socket) => {
      asked.push(`CONNECT ${request.url}`);
      if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      const [host = "", port = ""] = (request.url ?? "").split(":");
      const onward = connect(Number(port), host, () => {
        socket.write("HTTP/1.1 200 OK\r\n\r\n");
        onward.pipe(socket).pipe(onward);
      });
      return onward.on("error", () => socket.destroy());
    });
    return url;
  }

  it("is asked for plain HTTP and for a tunnel", async () => {
    const asked: string[] = [];
    const proxy = await listenAsProxy(200, asked);
    const through = { ...plain("http://cluster.example"), "proxy-url": proxy };
    expect(await transportTo(through).send({ method: "GET", path: "/version" })).toEqual({});
    const { url } = await listen(() => undefined);
    const secure = { server: url.replace("http:", "https:"), "proxy-url": proxy };
    await transportTo(secure)
      .send({ method: "GET", path: "/version" })
      .catch(() => undefined);
    expect(asked).toEqual(["GET http://cluster.example/version", `CONNECT ${new URL(url).host}`]);
  });

  it("that refuses is named", async () => {
    const proxy = await listenAsProxy(403, []);
    const failed = transportTo({ server: "https://cluster.example", "proxy-url": proxy }).send({
      method: "GET",
      path: "/",
    });
    await expect(failed).rejects.toMatchObject({
      kind: "unreachable",
      message: expect.stringContaining(`The proxy ${new URL(proxy).host} did not let the connection`),
      fix: expect.stringContaining("proxy-url"),
    });
  });
});
