import {
  createSecureServer,
  type Http2SecureServer,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from "node:http2";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ApiError } from "./api-error.ts";
import { createAuthority } from "./certificates.test-support.ts";
import type { HttpConnection } from "./http-connection.ts";
import { openUndiciConnection } from "./undici-connection.ts";

const opened: { server: Http2SecureServer; sessions: Set<ServerHttp2Session>; connection: HttpConnection }[] = [];
afterEach(async () => {
  for (const { server, sessions, connection } of opened.splice(0)) {
    await connection.destroy();
    for (const session of sessions) session.destroy();
    server.close();
  }
});

/** An API server that speaks HTTP/2, and the connection to it. `answer` is told which session a request came over. */
async function open(answer: (stream: ServerHttp2Stream, path: string, session: number) => void) {
  const authority = createAuthority();
  const server = createSecureServer({ ...authority.issueServer({ addresses: ["127.0.0.1"] }), allowHTTP1: false });
  const sessions = new Set<ServerHttp2Session>();
  server.on("session", (session) => {
    sessions.add(session);
    const number = sessions.size;
    session.on("stream", (stream, headers) => answer(stream, String(headers[":path"]), number));
    session.on("error", () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const connection = openUndiciConnection({
    origin: `https://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tls: { ca: authority.cert, cert: null, key: null, serverName: null, verify: true },
    proxyUrl: null,
  });
  opened.push({ server, sessions, connection });
  const send = (path: string, stream: boolean, signal = new AbortController().signal) =>
    connection.send({ method: "GET", path, headers: {}, body: null, stream, signal });
  return { sessions, send };
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

describe("a server that speaks HTTP/2", () => {
  it("is spoken to over three connections: two for 1,000 calls, one for all watches", async () => {
    const { sessions, send } = await open((stream, path) => {
      stream.respond({ ":status": 200, "content-type": "application/json" });
      if (!path.includes("watch")) stream.end("{}");
    });
    const watches = await Promise.all(Array.from({ length: 12 }, (_, index) => send(`/watch/${index}`, true)));
    for (let round = 0; round < 50; round++) {
      const calls = Array.from({ length: 20 }, async () => readAll((await send("/call", false)).body));
      expect(new Set(await Promise.all(calls))).toEqual(new Set(["{}"]));
    }
    expect(watches.map(({ status }) => status)).toEqual(Array(12).fill(200));
    expect(sessions.size).toBeLessThanOrEqual(3);
  });

  it.each([
    ["a watch", true],
    ["a call", false],
  ])("is connected to anew once %s was given up for silence", async (_, stream) => {
    const { sessions, send } = await open((answered, __, session) => {
      if (session === 1) return;
      answered.respond({ ":status": 200 });
      answered.end("alive");
    });
    const patience = new AbortController();
    const silent = send("/first", stream, patience.signal);
    await expect.poll(() => sessions.size).toBe(1);
    patience.abort(new ApiError("unreachable", "said nothing"));
    await expect(silent).rejects.toThrow("said nothing");
    expect(await readAll((await send("/second", stream)).body)).toBe("alive");
    expect(sessions.size).toBe(2);
  });

  it("keeps its connection while others are heard over it", async () => {
    const talking: ServerHttp2Stream[] = [];
    const { sessions, send } = await open((stream, path) => {
      stream.on("error", () => {});
      stream.respond({ ":status": 200 });
      if (path === "/talking") talking.push(stream);
      if (path === "/next") stream.end("alive");
    });
    const patience = new AbortController();
    const silent = (await send("/silent", true, patience.signal)).body;
    const heard = (await send("/talking", true)).body[Symbol.asyncIterator]();
    talking[0]?.write("still here");
    expect(Buffer.from((await heard.next()).value ?? []).toString()).toBe("still here");
    patience.abort(new ApiError("unreachable", "said nothing"));
    await expect(readAll(silent)).rejects.toThrow("said nothing");
    expect(await readAll((await send("/next", true)).body)).toBe("alive");
    expect(sessions.size).toBe(1);
  });

  it("keeps its connection when somebody has lost interest, and others use it", async () => {
    const { sessions, send } = await open((stream, path) => {
      stream.on("error", () => {});
      stream.respond({ ":status": 200 });
      if (path === "/second") stream.end("alive");
    });
    const interest = new AbortController();
    const { body } = await send("/first", true, interest.signal);
    interest.abort(new Error("not wanted any more"));
    await expect(readAll(body)).rejects.toThrow();
    expect(await readAll((await send("/second", true)).body)).toBe("alive");
    expect(sessions.size).toBe(1);
  });
});
