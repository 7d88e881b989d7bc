import { createServer, type IncomingHttpHeaders, request } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { API_PATHS, toPicturePath } from "#lib/api/paths.ts";
import { problemDetailsSchema } from "#lib/api/problem-details.ts";
import { snapshotSchema } from "#lib/api/snapshot.ts";
import { ks } from "#lib/flux/builders.test-support.ts";
import { PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import { createDirectRoutes } from "./direct-routes.ts";
import { FEWEST_NODES } from "./picture/picture-keeper.ts";
import { FakeThread } from "./picture/picture-thread.test-support.ts";
import { startTestRuntime } from "./runtime.test-support.ts";

const closings: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

async function serve(environment: Record<string, string> = {}, apps = 200, thread = new FakeThread()) {
  const stage = startTestRuntime(environment, undefined, undefined, undefined, () => thread);
  stage.reader.apply(...Array.from({ length: apps }, (_, index) => ks(`app-${index}`)));
  stage.clock.advance(100);
  const routes = createDirectRoutes(stage.runtime);
  const server = createServer((incoming, response) => {
    if (!routes(incoming, response)) response.writeHead(418).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closings.push(async () => {
    await stage.runtime.stop();
    await new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  /** Not by fetch, which hides the encoding. */
  const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const asking = request({ port, host: "127.0.0.1", path, headers, method }, async (response) => {
        const parts: Uint8Array[] = [];
        for await (const part of response) parts.push(part as Uint8Array);
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) });
      });
      asking.on("error", reject);
      asking.end();
    });
  return { ...stage, ask, port };
}

const GZIP = { "accept-encoding": "gzip, deflate, br" };

describe("GET /api/graph before Next", () => {
  it("is compressed for those who take it so, with a tag of its own, and says the same", async () => {
    const { ask, runtime } = await serve();
    const plain = await ask(API_PATHS.graph);
    const zipped = await ask(API_PATHS.graph, GZIP);
    const { revision } = runtime.snapshots.current();
    expect(plain.headers["content-encoding"]).toBeUndefined();
    expect(zipped.headers["content-encoding"]).toBe("gzip");
    expect([plain.headers.etag, zipped.headers.etag]).toEqual([`"${revision}"`, `"${revision}-gzip"`]);
    for (const { headers, body } of [plain, zipped]) {
      expect(headers.vary).toBe("Accept-Encoding");
      expect(headers["cache-control"]).toBe("private, no-cache");
      expect(headers["content-type"]).toBe("application/json");
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(Number(headers["content-length"])).toBe(body.length);
    }
    expect(gunzipSync(zipped.body).equals(plain.body)).toBe(true);
    expect(snapshotSchema.parse(JSON.parse(plain.body.toString())).nodes).toHaveLength(200);
  });

  it.each(["", "-gzip"])("is 304 for who has it, in whatever encoding (%s)", async (suffix) => {
    const { ask, runtime } = await serve();
    const { revision } = runtime.snapshots.current();
    for (const headers of [{}, GZIP]) {
      const answer = await ask(API_PATHS.graph, { ...headers, "if-none-match": `W/"${revision}${suffix}"` });
      expect(answer.status).toBe(304);
      expect(answer.body).toHaveLength(0);
      expect(answer.headers["headwater-contact"]).toBeDefined();
    }
  });

  it("filters, and refuses what is no state as problem JSON", async () => {
    const { ask } = await serve();
    const none = await ask(`${API_PATHS.graph}?state=failed`, GZIP);
    expect(JSON.parse(gunzipSync(none.body).toString()).nodes).toEqual([]);
    const refused = await ask(`${API_PATHS.graph}?state=broken`, GZIP);
    expect(refused.status).toBe(400);
    expect(refused.headers["content-type"]).toBe("application/problem+json");
    expect(problemDetailsSchema.parse(JSON.parse(refused.body.toString())).fix).toContain("failed");
  });

  it("tells the headers alone to a HEAD", async () => {
    const { ask, runtime } = await serve();
    for (const path of [API_PATHS.graph, API_PATHS.stream]) {
      const answer = await ask(path, GZIP, "HEAD");
      expect(answer.status).toBe(200);
      expect(answer.headers["content-encoding"]).toBe("gzip");
      expect(answer.body).toHaveLength(0);
    }
    expect(runtime.stream.size).toBe(0);
  });

  it("gives nothing to a name that was made to mean this machine", async () => {
    const { ask } = await serve();
    for (const path of [API_PATHS.graph, API_PATHS.stream]) {
      const answer = await ask(path, { host: "evil.example" });
      expect(answer.status).toBe(403);
      expect(answer.body.toString()).not.toContain("app-1");
    }
  });

  it.each([
    ["POST", API_PATHS.graph],
    ["GET", "/"],
    ["GET", `${API_PATHS.graph}/other`],
    ["GET", API_PATHS.me],
    ["GET", "//evil"],
  ])("leaves %s %s to Next", async (method, path) => {
    const { ask } = await serve();
    expect((await ask(path, {}, method)).status).toBe(418);
  });
});

describe("GET /api/graph/picture before Next", () => {
  const path = toPicturePath({ aspect: 1.6, format: PICTURE_FORMAT, unlessGathered: false });

  it("is sent as it was compressed, to a HEAD its headers alone", async () => {
    const thread = new FakeThread();
    const { ask } = await serve({}, FEWEST_NODES, thread);
    const asking = ask(path, GZIP);
    await vi.waitFor(() => expect(thread.asked).toHaveLength(1), { timeout: 30_000 });
    const gzip = gzipSync("a picture");
    thread.answer(...gzip);
    for (const [method, body] of [["GET", gzip] as const, ["HEAD", Buffer.alloc(0)] as const]) {
      const answer = method === "GET" ? await asking : await ask(path, GZIP, method);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        "content-encoding": "gzip",
        "content-length": String(gzip.length),
        "content-type": "application/octet-stream",
        vary: "Accept-Encoding",
      });
      expect(answer.body.equals(body)).toBe(true);
    }
  });

  it("is empty where the browser lays out, and refuses what it cannot mean", async () => {
    const { ask } = await serve();
    const none = await ask(path, GZIP);
    expect([none.status, none.headers["content-encoding"], none.body.length]).toEqual([204, undefined, 0]);
    const refused = await ask(`${API_PATHS.picture}?aspect=wide`);
    expect([refused.status, problemDetailsSchema.parse(JSON.parse(refused.body.toString())).status]).toEqual([
      400, 400,
    ]);
  });
});

describe("how the process is, before Next", () => {
  it("is alive and ready once all is read, with nothing kept by anybody on the way", async () => {
    const { ask, runtime } = await serve();
    const [alive, ready] = [await ask(API_PATHS.livez), await ask(API_PATHS.readyz)];
    expect([alive.status, JSON.parse(alive.body.toString())]).toEqual([200, { status: "alive" }]);
    const { revision } = runtime.snapshots.current();
    expect([ready.status, JSON.parse(ready.body.toString())]).toEqual([200, { status: "ready", revision }]);
    for (const { headers } of [alive, ready]) expect(headers["cache-control"]).toBe("no-store");
  });

  it("is alive, and not ready, while a cluster is read for the first time", async () => {
    const { ask, reader, clock } = await serve();
    reader.setStatus({ connection: "connecting" });
    clock.advance(100);
    expect((await ask(API_PATHS.livez)).status).toBe(200);
    const unready = await ask(API_PATHS.readyz);
    expect(unready.status).toBe(503);
    expect(problemDetailsSchema.parse(JSON.parse(unready.body.toString())).detail).toContain("Still reading test");
  });
});

describe("GET /api/graph/stream before Next", () => {
  it.each([{}, GZIP])("begins with a snapshot and ends whole with the server (%o)", async (headers) => {
    const stage = await serve();
    const answering = stage.ask(API_PATHS.stream, headers);
    await until(() => stage.runtime.stream.size === 1);
    stage.reader.apply(ks("later"));
    stage.clock.advance(100);
    await stage.runtime.stop();
    const answer = await answering;
    expect(answer.headers["content-type"]).toBe("text/event-stream; charset=utf-8");
    expect(answer.headers["cache-control"]).toBe("no-cache, no-transform");
    const isZipped = answer.headers["content-encoding"] === "gzip";
    expect(isZipped).toBe("accept-encoding" in headers);
    const text = (isZipped ? gunzipSync(answer.body) : answer.body).toString();
    expect([...text.matchAll(/^event: (.*)$/gm)].map(([, event]) => event)).toEqual([
      "snapshot",
      "contact",
      "patch",
      "contact",
    ]);
  });

  it("comes to a reader that unpacks it event by event, not when it ends", async () => {
    const stage = await serve();
    const response = await fetch(`http://127.0.0.1:${stage.port}${API_PATHS.stream}`);
    expect(response.headers.get("content-encoding")).toBe("gzip");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = "";
    const readTo = async (words: string) => {
      while (!text.includes(words)) text += (await reader?.read())?.value ?? "";
    };
    await readTo("event: contact");
    for (const name of ["first", "second"]) {
      stage.reader.apply(ks(name));
      stage.clock.advance(100);
      await readTo(`Kustomization/default/${name}`);
    }
    await reader?.cancel();
    await until(() => stage.runtime.stream.size === 0);
  });

  it("goes on from the header of one who comes back, or from the address", async () => {
    const stage = await serve();
    const { revision } = stage.runtime.snapshots.current();
    stage.reader.apply(ks("later"));
    stage.clock.advance(100);
    const answers = [
      stage.ask(API_PATHS.stream, { "last-event-id": revision }),
      stage.ask(`${API_PATHS.stream}?last-event-id=${revision}`),
    ];
    await until(() => stage.runtime.stream.size === 2);
    await stage.runtime.stop();
    for (const { body } of await Promise.all(answers)) {
      expect(body.toString()).toContain(`"from":"${revision}"`);
      expect(body.toString()).not.toContain("event: snapshot");
    }
  });

  it("forgets a reader that goes away", async () => {
    const stage = await serve();
    const asking = request({ port: stage.port, host: "127.0.0.1", path: API_PATHS.stream });
    asking.on("error", () => {});
    asking.end();
    await until(() => stage.runtime.stream.size === 1);
    asking.destroy();
    await until(() => stage.runtime.stream.size === 0);
  });
});

/** Lets the system's events run until it is so; the test's own limit ends it when it never is. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
