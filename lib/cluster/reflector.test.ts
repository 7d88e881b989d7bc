import { describe, expect, it } from "vitest";
import { EVENT, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type SimulatedReader, simulateReader, toSimulatedContext } from "./simulated-reader.test-support.ts";
import { toHungAnswer, toRefusal, toStatusAnswer, toTextAnswer } from "./simulated-server.test-support.ts";

const kinds = [KUSTOMIZATION];

function held({ reader }: SimulatedReader): ReadonlyMap<string, string> {
  const objects = reader.reading().objects.get("Kustomization") ?? new Map();
  return new Map([...objects].map(([key, object]) => [key, object.metadata.resourceVersion]));
}

function expectSame(sim: SimulatedReader): void {
  expect(new Map([...held(sim)].sort())).toEqual(new Map([...sim.server.versionsOf(KUSTOMIZATION)].sort()));
}

function stateOf({ reader }: SimulatedReader) {
  return reader.reading().scopes[0];
}

function counts({ server }: SimulatedReader) {
  return {
    lists: server.requests(KUSTOMIZATION, "list").length,
    watches: server.requests(KUSTOMIZATION, "watch").length,
  };
}

/** A reader that has read one object and watches. */
async function watching(random?: () => number): Promise<SimulatedReader> {
  const sim = simulateReader(random === undefined ? { kinds } : { kinds, random });
  sim.server.put(KUSTOMIZATION, "flux", "a");
  await sim.start();
  expect(counts(sim)).toEqual({ lists: 1, watches: 1 });
  return sim;
}

describe("first list", () => {
  it("comes in pages of 500 and is swapped in whole after the last", async () => {
    const sim = simulateReader({ kinds });
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

  it("goes on at the page that failed, and shows no half of it", async () => {
    const sim = simulateReader({ kinds });
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

  it("of a list is given up too", async () => {
    const sim = simulateReader({ kinds });
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

describe("410 gone", () => {
  it("by status leads to one relist", async () => {
    const sim = await watching();
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(30_000);
    for (const stream of sim.server.streams) stream.isStalled = true;
    sim.server.remove(KUSTOMIZATION, "flux", "a");
    sim.server.compact();
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(0);
    expect(counts(sim)).toEqual({ lists: 2, watches: 3 });
    expectSame(sim);
  });

  it("in the stream leads to one relist, and what was deleted meanwhile is gone", async () => {
    const sim = await watching();
    const [stream] = sim.server.streams;
    if (stream !== undefined) stream.isStalled = true;
    sim.server.put(KUSTOMIZATION, "flux", "b");
    sim.server.remove(KUSTOMIZATION, "flux", "a");
    sim.changes.length = 0;
    if (stream !== undefined) stream.isStalled = false;
    stream?.push({ type: "ERROR", object: { kind: "Status", code: 410, reason: "Expired", message: "too old" } });
    await sim.pass(0);
    expect(counts(sim)).toEqual({ lists: 2, watches: 2 });
    expect(sim.changes.filter(({ type }) => type !== "status").map(({ type }) => type)).toEqual(["list"]);
    expectSame(sim);
  });

  it("in a page leads to one relist, in one piece since pages were too slow", async () => {
    const sim = simulateReader({ kinds });
    for (let index = 0; index < 1_100; index++) sim.server.put(KUSTOMIZATION, "flux", `k${index}`);
    let gone = true;
    sim.server.fault = ({ query }) => {
      if (!gone || !query.has("continue")) return null;
      gone = false;
      return toStatusAnswer(410, "The provided continue parameter is too old");
    };
    await sim.start();
    expect(sim.server.requests(KUSTOMIZATION, "list").map(({ query }) => query.get("limit"))).toEqual([
      "500",
      "500",
      null,
    ]);
    expectSame(sim);
  });

  it("for ever is no fast loop", async () => {
    const sim = await watching();
    sim.server.fault = ({ query }) => (query.has("watch") ? toStatusAnswer(410, "gone") : null);
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(60_000);
    const before = counts(sim).lists;
    await sim.pass(600_000);
    expect(counts(sim).lists - before).toBeLessThanOrEqual(31);
  });
});

describe("429, refused and 5xx", () => {
  it.each([
    ["429", () => toStatusAnswer(429, "slow down")],
    ["refused", toRefusal],
    ["500", () => toStatusAnswer(500, "etcd")],
    ["503 without a body of the API", () => toTextAnswer(503, "upstream is down")],
    ["an HTML page", () => toTextAnswer(200, "<html>login</html>", { "content-type": "text/html" })],
    ["garbage", () => toTextAnswer(404, "<b>?", { "content-type": "text/html" })],
  ])("%s: backs off, does not relist, and asks at most three times a minute at last", async (_name, fault) => {
    const sim = await watching(Math.random);
    sim.server.fault = fault;
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(90_000);
    const before = counts(sim).watches;
    await sim.pass(600_000);
    expect(counts(sim).watches - before).toBeLessThanOrEqual(30);
    expect(counts(sim).watches - before).toBeGreaterThanOrEqual(19);
    expect(counts(sim).lists).toBe(1);
    sim.server.fault = () => null;
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(30_000);
    expectSame(sim);
    expect(counts(sim).lists).toBe(1);
    expect(stateOf(sim)?.state).toBe("ok");
  });

  it("honours Retry-After", async () => {
    const sim = await watching();
    sim.server.fault = ({ query }) =>
      query.has("watch") ? toStatusAnswer(429, "wait", { "retry-after": "45" }) : null;
    await sim.pass(20_000);
    for (const stream of sim.server.streams) stream.cut();
    await sim.pass(44_000);
    expect(counts(sim).watches).toBe(2);
    await sim.pass(2_000);
    expect(counts(sim).watches).toBe(3);
  });
});

describe("any other error in the stream", () => {
  it.each([
    ["a Status of 500", { type: "ERROR", object: { kind: "Status", code: 500, message: "etcd event without prevKv" } }],
    ["an unknown type", { type: "EXPLODED", object: {} }],
    ["an object without a name", { type: "ADDED", object: { metadata: { resourceVersion: "7" } } }],
    ["no event at all", ["what"]],
  ])("%s: relists", async (_name, event) => {
    const sim = await watching();
    sim.server.streams.values().next().value?.push(event);
    await sim.pass(0);
    expect(counts(sim)).toEqual({ lists: 2, watches: 2 });
    expectSame(sim);
  });

  it("a server whose versions went back: relists", async () => {
    const sim = await watching();
    sim.server.streams
      .values()
      .next()
      .value?.push({ type: "BOOKMARK", object: { metadata: { resourceVersion: "3" } } });
    await sim.pass(0);
    expect(counts(sim).lists).toBe(2);
  });
});

describe("a cut", () => {
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
    const read = [...(sim.reader.reading().objects.get("Kustomization")?.values() ?? [])].at(-1);
    expect(read?.["spec"]).toBe("naïve 😀 🌊");
  });

  it("takes an object of 1.5 MB in one line", async () => {
    const sim = await watching();
    sim.server.put(KUSTOMIZATION, "flux", "big", { spec: "x".repeat(1_500_000) });
    await sim.pass(0);
    expectSame(sim);
  });
});

describe("401", () => {
  it("reads the credentials again once, then backs off", async () => {
    let token = "old";
    const sim = simulateReader({ kinds, load: () => toContext(token) });
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.start();
    sim.server.fault = ({ headers }) =>
      headers["authorization"] === "Bearer new" ? null : toStatusAnswer(401, "Unauthorized");
    token = "new";
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(1_000);
    expect(counts(sim)).toEqual({ lists: 1, watches: 3 });
    token = "bad";
    sim.server.fault = () => toStatusAnswer(401, "Unauthorized");
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(120_000);
    const before = counts(sim).watches;
    await sim.pass(600_000);
    expect(counts(sim).watches - before).toBeLessThanOrEqual(30);
    expect(sim.reader.reading().connection).toBe("disconnected");
    expect(sim.reader.reading().fix).toMatch(/log in/i);
    expect(counts(sim).lists).toBe(1);
  });
});

describe("403", () => {
  it("marks the scope forbidden with the rule that lacks, and looks again each minute", async () => {
    const sim = simulateReader({ kinds });
    sim.server.fault = ({ path }) =>
      path.endsWith("/kustomizations") ? toStatusAnswer(403, 'User "eve" cannot list resource') : null;
    await sim.start();
    expect(stateOf(sim)).toMatchObject({ state: "forbidden" });
    expect(stateOf(sim)?.message).toContain('User "eve" cannot list resource');
    expect(stateOf(sim)?.fix).toContain("allow get, list, watch on kustomizations.kustomize.toolkit.fluxcd.io");
    expect(sim.reader.reading().connection).toBe("live");
    await sim.pass(59_000);
    expect(counts(sim).lists).toBe(1);
    sim.server.fault = () => null;
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.pass(2_000);
    expect(stateOf(sim)).toMatchObject({ state: "ok", message: "", fix: "" });
    expectSame(sim);
  });

  it("on a watch keeps what is known and goes on from there when it is allowed again", async () => {
    const sim = await watching();
    sim.server.fault = ({ query }) => (query.has("watch") ? toStatusAnswer(403, "no") : null);
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(5_000);
    expect(stateOf(sim)?.state).toBe("forbidden");
    expect(held(sim).size).toBe(1);
    sim.server.fault = () => null;
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await sim.pass(60_000);
    expect(counts(sim).lists).toBe(1);
    expectSame(sim);
  });
});

describe("404 on a kind", () => {
  it("is not installed, and is looked at again each minute", async () => {
    const sim = simulateReader({ kinds });
    sim.server.fault = ({ path }) => (path === "/version" ? null : toTextAnswer(404, "404 page not found\n"));
    await sim.start();
    expect(stateOf(sim)).toMatchObject({ state: "not-installed", fix: expect.stringContaining("flux install") });
    await sim.pass(121_000);
    expect(counts(sim).lists).toBe(3);
    sim.server.fault = () => null;
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.pass(60_000);
    expectSame(sim);
  });

  it("takes the objects with it when the kind is taken away", async () => {
    const sim = await watching();
    sim.server.fault = ({ path }) => (path === "/version" ? null : toTextAnswer(404, "404 page not found\n"));
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(2_000);
    expect(held(sim).size).toBe(0);
    expect(sim.changes.at(-2)).toMatchObject({ type: "list", objects: [] });
  });
});

function toContext(token: string) {
  return toSimulatedContext({ token });
}
