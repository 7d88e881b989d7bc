import { describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { createTransport } from "./create-transport.ts";
import { createKubernetesClient } from "./kubernetes-client.ts";
import { counts, expectSame, held, ONE_KIND, stateOf, watching } from "./reflector.test-support.ts";
import { Reflector } from "./reflector.ts";
import type { ScopeSink } from "./scope-sink.ts";
import { simulateReader, toSimulatedContext } from "./simulated-reader.test-support.ts";
import { toHungAnswer, toStatusAnswer, toTextAnswer } from "./simulated-server.test-support.ts";

describe("first list", () => {
  it("comes in pages of 500 and is swapped in whole after the last", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
    for (let index = 0; index < 1_100; index++) sim.server.put(KUSTOMIZATION, "flux", `k${index}`);
    const sizes = new Set<number>();
    sim.server.fault = () => {
      sizes.add(held(sim).size);
      return null;
    };
    await sim.start();
    const limits = sim.server.requests(KUSTOMIZATION, "list").map(({ query }) => query.get("limit"));
    expect(limits).toEqual(["500", "500", "500"]);
    expect([...sizes]).toEqual([0, 1_100]);
    expect(sim.changes.filter(({ type }) => type === "list")).toHaveLength(1);
    expectSame(sim);
  });

  it("drops managedFields and fills in kind and apiVersion", async () => {
    const sim = await watching();
    const object = sim.reader.reading().objects.get("Kustomization")?.get("flux/a");
    expect(object).toMatchObject({ kind: "Kustomization", apiVersion: "kustomize.toolkit.fluxcd.io/v1" });
    expect(object?.metadata).not.toHaveProperty("managedFields");
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(0);
    const watched = sim.reader.reading().objects.get("Kustomization")?.get("flux/b");
    expect(watched?.metadata).not.toHaveProperty("managedFields");
  });

  it("is swapped in whole also when it is read again: what has gone meanwhile goes with it, in one change", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
    for (let index = 0; index < 1_100; index++) sim.server.put(KUSTOMIZATION, "flux", `k${index}`);
    await sim.start();
    for (const stream of sim.server.streams) stream.isStalled = true;
    for (let index = 0; index < 600; index++) sim.server.remove(KUSTOMIZATION, "flux", `k${index}`);
    const sizes = new Set<number>();
    sim.reader.subscribe(() => sizes.add(held(sim).size));
    for (const stream of sim.server.streams) {
      stream.isStalled = false;
      stream.push({ type: "ERROR", object: { code: 410 } });
    }
    await sim.pass(0);
    expect([...sizes]).toEqual([500]);
    expectSame(sim);
  });

  it("goes on at the page that failed, and shows no half of it", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
    for (let index = 0; index < 1_100; index++) sim.server.put(KUSTOMIZATION, "flux", `k${index}`);
    let left = 3;
    sim.server.fault = ({ query }) => (query.has("continue") && left-- > 0 ? toStatusAnswer(503, "busy") : null);
    await sim.start();
    expect(held(sim).size).toBe(0);
    await sim.pass(10_000);
    const first = sim.server.requests(KUSTOMIZATION, "list").filter(({ query }) => !query.has("continue"));
    expect(first).toHaveLength(1);
    expectSame(sim);
  });
});

describe("watch", () => {
  it.each([
    [0, "300"],
    [0.5, "450"],
    [0.9999, "600"],
  ])("asks for bookmarks and for an end after 300 to 600 s (random %d)", async (value, seconds) => {
    const sim = await watching(() => value);
    const query = sim.server.requests(KUSTOMIZATION, "watch")[0]?.query;
    expect(query?.get("allowWatchBookmarks")).toBe("true");
    expect(query?.get("timeoutSeconds")).toBe(seconds);
    expect(query?.get("resourceVersion")).toBe(sim.server.version);
  });

  it("tells of each change in order", async () => {
    const sim = await watching();
    sim.changes.length = 0;
    sim.server.put(KUSTOMIZATION, "flux", "b");
    sim.server.put(KUSTOMIZATION, "flux", "a", { spec: { suspend: true } });
    sim.server.remove(KUSTOMIZATION, "flux", "b");
    await sim.pass(0);
    const told = sim.changes.map((change) => ("object" in change ? [change.type, change.object.metadata.name] : []));
    expect(told).toEqual([
      ["applied", "b"],
      ["applied", "a"],
      ["deleted", "b"],
    ]);
    expectSame(sim);
  });

  it("counts a version only after its event is applied, and bookmarks too", async () => {
    const sim = await watching();
    sim.server.put(EVENT, "flux", "elsewhere");
    sim.server.bookmark();
    await sim.pass(30_000);
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(1_000);
    expect(sim.server.requests(KUSTOMIZATION, "watch").at(-1)?.query.get("resourceVersion")).toBe(sim.server.version);
    expect(counts(sim)).toEqual({ lists: 1, watches: 2 });
  });

  it("counts a version only after its event is applied: one that could not be is asked for again", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
    sim.server.put(KUSTOMIZATION, "flux", "a");
    const applied: string[] = [];
    let isBroken = true;
    const transport = createTransport({
      load: () => toSimulatedContext(),
      connect: () => sim.server.connect(),
      clock: sim.clock,
    });
    const stopping = new AbortController();
    const sink: ScopeSink = {
      replace: (objects) => applied.push(...objects.map(({ metadata }) => `list ${metadata.name}`)),
      apply({ metadata }) {
        if (isBroken) throw new Error("no room");
        applied.push(metadata.name);
      },
      remove: () => undefined,
      report: () => undefined,
    };
    const api = createKubernetesClient(transport);
    const log = { debug() {}, info() {}, warn() {}, error() {} };
    const options = {
      kind: KUSTOMIZATION,
      namespace: null,
      api,
      transport,
      sink,
      clock: sim.clock,
      random: () => 0,
      log,
    };
    const running = new Reflector(options).run(stopping.signal);
    await sim.pass(30_000);
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(0);
    isBroken = false;
    sim.server.put(KUSTOMIZATION, "flux", "c");
    await sim.pass(0);
    expect(applied).toEqual(["list a", "list a", "list b", "c"]);
    stopping.abort();
    await running;
    expect(sim.clock.pending).toBe(0);
  });

  it("does not take what was told already for news", async () => {
    const sim = await watching();
    const [stream] = sim.server.streams;
    const old = sim.server.put(KUSTOMIZATION, "flux", "b", { spec: 1 });
    sim.server.put(KUSTOMIZATION, "flux", "b", { spec: 2 });
    sim.server.remove(KUSTOMIZATION, "flux", "a");
    await sim.pass(0);
    stream?.push({ type: "ADDED", object: old });
    stream?.push({ type: "MODIFIED", object: { metadata: { name: "a", namespace: "flux", resourceVersion: "101" } } });
    await sim.pass(0);
    expectSame(sim);
  });

  it("begins again at once when the server ends it after its time", async () => {
    const sim = await watching();
    sim.server.bookmark();
    await sim.pass(60_000);
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(0);
    expect(counts(sim)).toEqual({ lists: 1, watches: 2 });
  });

  it("does not loop fast when the server ends each at once", async () => {
    const sim = await watching();
    sim.server.fault = ({ query }) => (query.has("watch") ? toTextAnswer(200, "") : null);
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(60_000);
    const before = counts(sim).watches;
    await sim.pass(600_000);
    expect(counts(sim).watches - before).toBeLessThanOrEqual(30);
    expect(counts(sim).lists).toBe(1);
  });
});

describe("silence", () => {
  it("of 90 s, no byte and no bookmark, is given up and watched again from the last version", async () => {
    const sim = await watching();
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(0);
    const version = sim.server.version;
    for (const stream of sim.server.streams) stream.isStalled = true;
    sim.server.put(KUSTOMIZATION, "flux", "c");
    await sim.pass(89_000);
    expect(counts(sim).watches).toBe(1);
    await sim.pass(2_000);
    expect(counts(sim)).toEqual({ lists: 1, watches: 2 });
    expect(sim.server.requests(KUSTOMIZATION, "watch")[1]?.query.get("resourceVersion")).toBe(version);
    expectSame(sim);
  });

  it("is broken by a bookmark", async () => {
    const sim = await watching();
    for (let minute = 0; minute < 4; minute++) {
      await sim.pass(60_000);
      sim.server.bookmark();
    }
    expect(counts(sim)).toEqual({ lists: 1, watches: 1 });
  });

  it("is broken by any byte, though it be of half a line", async () => {
    const sim = await watching();
    for (let minute = 0; minute < 4; minute++) {
      await sim.pass(60_000);
      for (const stream of sim.server.streams) stream.pushBytes(Buffer.from(" "));
    }
    expect(counts(sim)).toEqual({ lists: 1, watches: 1 });
  });

  it("of a list is given up too", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
    sim.server.put(KUSTOMIZATION, "flux", "a");
    let hung = true;
    sim.server.fault = ({ path }) => (hung && path !== "/version" ? toHungAnswer() : null);
    await sim.start();
    await sim.pass(30_000);
    expect(stateOf(sim)?.state).toBe("error");
    hung = false;
    await sim.pass(5_000);
    expectSame(sim);
  });
});

describe("cut in mid-line or mid-character: resume from the last applied version; nothing lost, nothing twice", () => {
  it.each([
    ["in mid-line", 20],
    ["in mid-character", Buffer.from('{"type":"ADDED","object":{"spec":"').length + 1],
    ["before the last line break", -1],
  ])("%s: resumes from the last applied version; nothing lost, nothing twice", async (_name, length) => {
    const sim = await watching();
    const [stream] = sim.server.streams;
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(30_000);
    const version = sim.server.version;
    if (stream !== undefined) stream.isStalled = true;
    const object = sim.server.put(KUSTOMIZATION, "flux", "c", { spec: "é" });
    const { spec, metadata } = object;
    const line = Buffer.from(`${JSON.stringify({ type: "ADDED", object: { spec, metadata } })}\n`);
    if (stream !== undefined) stream.isStalled = false;
    stream?.pushBytes(line.subarray(0, length));
    stream?.cut();
    await sim.pass(0);
    expect(sim.server.requests(KUSTOMIZATION, "watch")[1]?.query.get("resourceVersion")).toBe(version);
    expect(counts(sim)).toEqual({ lists: 1, watches: 2 });
    expectSame(sim);
    const told = sim.changes.filter((change) => change.type === "applied" && change.object.metadata.name === "c");
    expect(told).toHaveLength(1);
  });

  it("of bytes at any place gives the same objects", async () => {
    const sim = await watching();
    const [stream] = sim.server.streams;
    if (stream !== undefined) stream.isStalled = true;
    const object = sim.server.put(KUSTOMIZATION, "flux", "größe-😀".slice(0, 5), { spec: "naïve 😀 🌊" });
    if (stream !== undefined) stream.isStalled = false;
    for (const byte of Buffer.from(`${JSON.stringify({ type: "ADDED", object })}\n`)) {
      stream?.pushBytes(Uint8Array.of(byte));
    }
    await sim.pass(0);
    expectSame(sim);
    const read = sim.reader.reading().objects.get("Kustomization")?.get(`flux/${object.metadata.name}`);
    expect(read?.["spec"]).toBe("naïve 😀 🌊");
  });

  it("takes an object of 1.5 MB in one line", async () => {
    const sim = await watching();
    sim.server.put(KUSTOMIZATION, "flux", "big", { spec: "x".repeat(1_500_000) });
    await sim.pass(0);
    expectSame(sim);
  });
});
