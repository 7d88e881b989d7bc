import { describe, expect, it } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { counts, expectSame, held, ONE_KIND, stateOf, watching } from "./reflector.test-support.ts";
import { simulateReader, toSimulatedContext } from "./simulated-reader.test-support.ts";
import { toRefusal, toStatusAnswer, toTextAnswer } from "./simulated-server.test-support.ts";

describe("410, by status or in the stream or in a page: one relist", () => {
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
    const sim = simulateReader({ kinds: ONE_KIND });
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

describe("429, refused, 5xx: back off, honour Retry-After, no relist", () => {
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

describe("any other in-stream error: relist; never ignored", () => {
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

describe("401: read the credentials again once, then back off", () => {
  it("reads the credentials again once, then backs off", async () => {
    let token = "old";
    const sim = simulateReader({ kinds: ONE_KIND, load: () => toSimulatedContext({ token }) });
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

describe("403 on one namespace or kind: that scope is marked forbidden; the others go on; looked at again each minute", () => {
  it("marks the scope forbidden with the rule that lacks, and looks again each minute", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
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

describe("404 on a kind: not installed; looked at again each minute", () => {
  it("is not installed, and is looked at again each minute", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
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
