import { afterEach, describe, expect, it } from "vitest";
import { FaultyNetwork } from "#lib/cluster/faulty-network.test-support.ts";
import type { HttpRequest } from "#lib/cluster/http-connection.ts";
import { toRandom } from "#lib/cluster/seeded-random.test-support.ts";
import { openUndiciConnection } from "#lib/cluster/undici-connection.ts";
import { startTestServer, type TestServer } from "#lib/emulator/api-server.test-support.ts";
import { ks } from "#lib/emulator/object-store.test-support.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { KUSTOMIZATION, toApiPath } from "#lib/flux/kinds.ts";
import type { FaultProtocol } from "./fault-front.ts";
import { FaultProxy } from "./fault-proxy.ts";

const LIST = toApiPath(KUSTOMIZATION, null);
const headers = { authorization: "Bearer alice-token" };
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

interface Setup {
  readonly rates: { readonly request: number; readonly piece: number; readonly stream: number };
  readonly protocol?: FaultProtocol;
  readonly seed?: number;
}

async function start({ rates, protocol = "http", seed = 1 }: Setup) {
  const server = await startTestServer();
  closing.push(() => server.close());
  const clock = new FakeClock();
  const network = new FaultyNetwork({ clock, random: toRandom(seed), mayDie: false, rates });
  const target = { url: server.url, ca: null };
  const proxy = new FaultProxy({ server: target, protocol, network, random: toRandom(seed), pageSize: 2 });
  const { url, ca } = await proxy.listen();
  closing.push(() => proxy.close());
  for (const name of ["a", "b", "c"]) server.store.create(KUSTOMIZATION, ks(name));
  return { server, clock, network, url, ca };
}

async function watch(url: string, server: TestServer): Promise<ReadableStreamDefaultReader<Uint8Array>> {
  const query = `?watch=true&resourceVersion=${server.store.resourceVersion}`;
  const { body } = await fetch(`${url}${LIST}${query}`, { headers });
  if (body === null) throw new Error("no body");
  return body.getReader();
}

const NEVER = { request: 0, piece: 0, stream: 0 };

describe("a fault proxy", () => {
  it("in calm lets everything through, with who asks, in small pages", async () => {
    const { url, network } = await start({ rates: NEVER });
    const first = await (await fetch(`${url}${LIST}?limit=500`, { headers })).json();
    expect(first.items).toHaveLength(2);
    const rest = await fetch(`${url}${LIST}?limit=500&continue=${first.metadata.continue}`, { headers });
    expect((await rest.json()).items).toHaveLength(1);
    const stranger = { authorization: "Bearer of-nobody" };
    expect((await fetch(`${url}${LIST}`, { headers: stranger })).status).toBe(401);
    expect(network.record).toEqual([]);
  });

  it.each<FaultProtocol>(["http", "https", "h2"])("speaks %s, and breaks it", async (protocol) => {
    const { url, ca, network } = await start({ rates: { request: 1, piece: 0, stream: 0 }, protocol });
    const tls = { ca, cert: null, key: null, serverName: null, verify: true };
    const connection = openUndiciConnection({ origin: url, tls, proxyUrl: null });
    closing.push(() => connection.destroy());
    const { signal } = new AbortController();
    const request: HttpRequest = { method: "GET", path: LIST, headers, body: null, stream: true, signal };
    const ends = new Set<unknown>();
    const asked: Promise<unknown>[] = [];
    const ask = async () => {
      try {
        const { status, body } = await connection.send(request);
        for await (const _piece of body);
        ends.add(status);
      } catch {
        ends.add("broken");
      }
    };
    const wanted = ["broken", 200, 401, 403, 410, 429, 500, 503];
    const askOnce = () => [...ends, asked.push(ask())];
    await expect.poll(askOnce, { interval: 5, timeout: 10_000 }).toEqual(expect.arrayContaining(wanted));
    network.heal();
    await Promise.all(asked);
    ends.clear();
    await Promise.all([ask(), ask(), ask()]);
    expect([...ends]).toEqual([200]);
  });

  it("in calm hands on each line of a watch, and tells the server when the reader has gone", async () => {
    const { url, network, server } = await start({ rates: NEVER });
    const lines = await watch(url, server);
    server.store.create(KUSTOMIZATION, ks("d"));
    const { value } = await lines.read();
    expect(JSON.parse(Buffer.from(value ?? []).toString())).toMatchObject({ type: "ADDED" });
    expect(network.openStreams).toBe(1);
    await lines.cancel();
    await expect.poll(() => network.openStreams).toBe(0);
  });

  it("lets requests end badly in many ways, and none once it is healed", async () => {
    const { url, network, clock } = await start({ rates: { request: 1, piece: 0, stream: 0 } });
    const ends = new Map<string, number>();
    const requests = Array.from({ length: 80 }, async () => {
      const end = await fetch(`${url}${LIST}`, { headers }).then(
        async (answer) => `${answer.status} ${(await answer.text()).length > 500 ? "whole" : "odd"}`,
        () => "broken",
      );
      ends.set(end, (ends.get(end) ?? 0) + 1);
    });
    // To few nothing happens: the same answer again, when there was none before.
    await expect.poll(() => network.record.length).toBeGreaterThan(70);
    clock.advance(60_000);
    network.heal();
    await Promise.all(requests);
    for (const end of ["broken", "200 whole", "200 odd", "401 odd", "403 odd", "410 odd", "429 odd", "500 odd"]) {
      expect(ends.get(end), end).toBeGreaterThan(0);
    }
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}${LIST}`, { headers })));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(network.record.at(-1)).toMatch(/healed$/);
  });

  it("breaks streams in mid-character, and what came before has come", async () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 40; seed++) {
      const { url, network, server } = await start({ rates: { request: 0, piece: 1, stream: 0 }, seed });
      const lines = await watch(url, server);
      const all = readToEnd(lines);
      server.store.create(KUSTOMIZATION, ks("d", { metadata: { annotations: { note: "😀".repeat(2_000) } } }));
      await expect.poll(() => network.record.length).toBeGreaterThan(0);
      const [, fault, at] = / s (cut|close) \{"at":([\d.]+)\}/.exec(network.record[0] ?? "") ?? [];
      if (fault !== undefined && Number(at) > 0.1 && Number(at) < 0.9) {
        const text = await all;
        expect(text).toMatch(/^\{"type":"ADDED"/);
        seen.add(`${fault} in mid-${text.endsWith("\ufffd") ? "character" : "line"}`);
      }
      await lines.cancel().catch(() => undefined);
    }
    expect([...seen]).toEqual(expect.arrayContaining(["close in mid-character", "cut in mid-character"]));
  });
});

/** All that comes of a stream before it ends, well or badly. */
async function readToEnd(lines: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = await lines.read().catch(() => null);
    if (piece === null || piece.done) return Buffer.concat(pieces).toString();
    pieces.push(piece.value);
  }
}
