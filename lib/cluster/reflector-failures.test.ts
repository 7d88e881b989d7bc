import { describe, expect, it } from "vitest";
import { KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { HttpResponse } from "./http-connection.ts";
import { counts, expectSame, held, ONE_KIND, stateOf, watching } from "./reflector.test-support.ts";
import { leap, type SimulatedReader, simulateReader, toSimulatedContext } from "./simulated-reader.test-support.ts";
import { type Fault, toRefusal, toStatusAnswer, toTextAnswer } from "./simulated-server.test-support.ts";

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

  it.each([
    [0.999_999, [0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30, 30, 30]],
    [0.5, [0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25, 25, 25]],
    [0.25, [0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 22.5, 22.5, 22.5]],
  ])(
    "backs off from 0.8 s doubling to 30 s, with full jitter and three a minute at most (random %d)",
    async (value, waits) => {
      const { sim, times } = await failing(
        () => toStatusAnswer(503, "etcd"),
        () => value,
      );
      await leap(sim.clock, 200_000);
      expect(toWaits(times).slice(0, waits.length)).toEqual(waits);
    },
  );

  it("begins small again after two healthy minutes, and not before", async () => {
    const unwell = () => toStatusAnswer(503, "etcd");
    const { sim, times } = await failing(unwell, () => 0.999_999);
    await leap(sim.clock, 90_000);
    const waitAfterHealthy = async (ms: number) => {
      sim.server.fault = () => null;
      const watches = counts(sim).watches;
      while (counts(sim).watches === watches) await leap(sim.clock, 100);
      await leap(sim.clock, ms);
      times.length = 0;
      sim.server.fault = toFault(sim, times, unwell);
      for (const stream of sim.server.streams) stream.cut();
      await leap(sim.clock, 60_000);
      return toWaits(times)[0];
    };
    expect(await waitAfterHealthy(119_000)).toBe(30);
    expect(await waitAfterHealthy(120_000)).toBe(0.8);
  });

  it.each<[string, (sim: SimulatedReader) => string, number]>([
    ["in seconds", () => "45", 45_000],
    ["as a date", ({ clock }) => new Date(clock.now() + 45_000).toUTCString(), 45_000],
    ["no longer than ten minutes", () => "86400", 600_000],
  ])("honours Retry-After, %s, of 429 and of 503", async (_name, toHeader, waitMs) => {
    for (const status of [429, 503]) {
      const { sim, times } = await failing((of) => toStatusAnswer(status, "wait", { "retry-after": toHeader(of) }));
      await leap(sim.clock, waitMs - 1_000);
      expect(times).toHaveLength(1);
      await leap(sim.clock, 2_000);
      expect(times).toHaveLength(2);
      expect(counts(sim).lists).toBe(1);
    }
  });

  it("honours Retry-After of a list's page, and goes on there", async () => {
    const sim = simulateReader({ kinds: ONE_KIND });
    for (let index = 0; index < 1_100; index++) sim.server.put(KUSTOMIZATION, "flux", `k${index}`);
    let isBusy = true;
    sim.server.fault = ({ query }) =>
      isBusy && query.has("continue") ? toStatusAnswer(429, "wait", { "retry-after": "40" }) : null;
    await sim.start();
    isBusy = false;
    await sim.pass(39_000);
    expect(counts(sim).lists).toBe(2);
    await sim.pass(2_000);
    expect(sim.server.requests(KUSTOMIZATION, "list").filter(({ query }) => !query.has("continue"))).toHaveLength(1);
    expectSame(sim);
  });

  it("does not let a Retry-After of nothing make the waits shorter", async () => {
    const answer = () => toStatusAnswer(429, "wait", { "retry-after": "0" });
    const { sim, times } = await failing(answer, () => 0.999_999);
    await sim.pass(200_000);
    expect(times.length).toBeLessThanOrEqual(11);
  });
});

describe("any other in-stream error: relist; never ignored", () => {
  it.each([
    ["a Status of 500", { type: "ERROR", object: { kind: "Status", code: 500, message: "etcd event without prevKv" } }],
    ["a Status of 429", { type: "ERROR", object: { kind: "Status", code: 429, message: "slow down" } }],
    ["a Status of 504", { type: "ERROR", object: { kind: "Status", code: 504, reason: "Timeout" } }],
    ["a Status without a code", { type: "ERROR", object: { kind: "Status" } }],
    ["an error that is no Status", { type: "ERROR", object: {} }],
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
  it("sends once more with what it has read, and not a third time", async () => {
    let loads = 0;
    const sim = simulateReader({
      kinds: ONE_KIND,
      random: () => 0.999,
      load: () => toSimulatedContext({ token: `t${++loads}` }),
    });
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.start();
    expect(loads).toBe(1);
    await sim.pass(30_000);
    sim.server.fault = ({ path }) => (path === "/version" ? null : toStatusAnswer(401, "Unauthorized"));
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(0);
    expect(counts(sim)).toEqual({ lists: 1, watches: 3 });
    expect(loads).toBe(2);
    const tokens = sim.server.requests(KUSTOMIZATION, "watch").map(({ headers }) => headers["authorization"]);
    expect(tokens).toEqual(["Bearer t1", "Bearer t1", "Bearer t2"]);
    await sim.pass(1_000);
    expect(counts(sim)).toEqual({ lists: 1, watches: 4 });
  });

  it("does not send twice where the credentials are the same as before", async () => {
    const sim = await watching();
    await sim.pass(30_000);
    sim.server.fault = () => toStatusAnswer(401, "Unauthorized");
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(0);
    expect(counts(sim)).toEqual({ lists: 1, watches: 2 });
  });

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

describe("429, refused, 5xx: and when the server is back", () => {
  it("is followed again at once as soon as it is heard from, however long it was away, and though its history is gone", async () => {
    const sim = await watching();
    await sim.pass(130_000);
    sim.server.fault = () => toRefusal();
    for (const stream of sim.server.streams) stream.cut();
    await leap(sim.clock, 600_000);
    sim.server.put(KUSTOMIZATION, "flux", "b");
    sim.server.remove(KUSTOMIZATION, "flux", "a");
    sim.server.compact();
    let busy = 1;
    sim.server.fault = ({ path }) =>
      path === "/version" || busy-- <= 0
        ? null
        : toStatusAnswer(429, "storage is (re)initializing", { "retry-after": "1" });
    // The monitor asks each 30 s at the latest; from then on nothing waits longer than the server says.
    await leap(sim.clock, 40_000);
    expectSame(sim);
    sim.server.put(KUSTOMIZATION, "flux", "c");
    await sim.pass(0);
    expectSame(sim);
  });

  it("is asked thrice a minute where it was away from the start on, and the kind is said to fail until it is followed", async () => {
    const sim = await watching();
    sim.server.fault = () => toRefusal();
    for (const stream of sim.server.streams) stream.cut();
    await leap(sim.clock, 600_000);
    sim.server.put(KUSTOMIZATION, "flux", "b");
    let busy = 4;
    sim.server.fault = ({ path }) =>
      path === "/version" || busy-- <= 0 ? null : toStatusAnswer(429, "storage is (re)initializing");
    let isBehind = true;
    for (let second = 0; isBehind && second < 180; second++) {
      await leap(sim.clock, 1_000);
      isBehind = !held(sim).has("flux/b");
      const isSaid = sim.reader.reading().connection !== "live" || stateOf(sim)?.state === "error";
      expect({ second, isBehind, isSaid }).toEqual({ second, isBehind, isSaid: isBehind });
    }
    expect(isBehind).toBe(false);
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

  it("is not believed at once of a server that was out of reach: it says so before it has read its own rules", async () => {
    const sim = await watching();
    await sim.pass(130_000);
    const told = new Set<string>();
    sim.reader.subscribe(() => told.add(stateOf(sim)?.state ?? ""));
    sim.server.fault = () => toRefusal();
    for (const stream of sim.server.streams) stream.cut();
    await leap(sim.clock, 600_000);
    let refusals = 3;
    sim.server.fault = ({ path }) => (path === "/version" || refusals-- <= 0 ? null : toStatusAnswer(403, "no"));
    sim.server.put(KUSTOMIZATION, "flux", "b");
    await leap(sim.clock, 45_000);
    expectSame(sim);
    expect(refusals).toBeLessThan(0);
    expect(told).not.toContain("forbidden");
  });

  it("is believed of a server that was out of reach when it says so again and again", async () => {
    const sim = await watching();
    await sim.pass(30_000);
    sim.server.fault = () => toRefusal();
    for (const stream of sim.server.streams) stream.cut();
    await leap(sim.clock, 5_000);
    sim.server.fault = ({ path }) => (path === "/version" ? null : toStatusAnswer(403, "no"));
    await leap(sim.clock, 60_000);
    expect(stateOf(sim)).toMatchObject({ state: "forbidden" });
    const before = counts(sim).watches + counts(sim).lists;
    await leap(sim.clock, 600_000);
    expect(counts(sim).watches + counts(sim).lists - before).toBeLessThanOrEqual(11);
  });

  it("on a watch alone: lists once a minute, says so all the while, and watches when it is allowed again", async () => {
    const sim = await watching();
    await sim.pass(30_000);
    const words = 'User "eve" cannot watch resource "kustomizations"';
    sim.server.fault = ({ query }) => (query.has("watch") ? toStatusAnswer(403, words) : null);
    for (const stream of sim.server.streams) stream.end();
    await sim.pass(0);
    const told = new Set<string>();
    sim.reader.subscribe(() => told.add(stateOf(sim)?.state ?? ""));
    sim.server.put(KUSTOMIZATION, "flux", "b");
    sim.server.remove(KUSTOMIZATION, "flux", "a");
    expect(stateOf(sim)).toMatchObject({
      state: "forbidden",
      message:
        "Changes of Kustomization objects in all namespaces may not be watched, so they are read once a minute. " +
        `The API server does not allow this (403): ${words}.`,
      fix:
        "Ask the cluster's administrator to allow watch on kustomizations.kustomize.toolkit.fluxcd.io " +
        "in all namespaces for eve.",
    });
    expect([...held(sim).keys()]).toEqual(["flux/a"]);
    await leap(sim.clock, 60_000);
    expectSame(sim);
    await leap(sim.clock, 540_000);
    expect(counts(sim).lists).toBe(11);
    expect([...told]).toEqual(["forbidden"]);
    sim.server.fault = () => null;
    await leap(sim.clock, 60_000);
    expect(stateOf(sim)).toMatchObject({ state: "ok", message: "", fix: "" });
    sim.server.put(KUSTOMIZATION, "flux", "c");
    await sim.pass(0);
    expectSame(sim);
  });

  it("on the list, too, keeps what is known and says what is lacking", async () => {
    const sim = await watching();
    await sim.pass(30_000);
    sim.server.fault = ({ path }) => (path === "/version" ? null : toStatusAnswer(403, "no"));
    for (const stream of sim.server.streams) stream.end();
    await leap(sim.clock, 60_000);
    expect(stateOf(sim)).toMatchObject({
      state: "forbidden",
      message: "Kustomization objects in all namespaces may not be read. The API server does not allow this (403): no.",
      fix:
        "Ask the cluster's administrator to allow get, list, watch on kustomizations.kustomize.toolkit.fluxcd.io " +
        "in all namespaces.",
    });
    expect([...held(sim).keys()]).toEqual(["flux/a"]);
  });

  it("lets the other kinds go on, and is looked at no more often than each minute", async () => {
    const sim = simulateReader();
    sim.server.fault = ({ path }) => (path.endsWith("/buckets") ? toStatusAnswer(403, "no") : null);
    await sim.start();
    await leap(sim.clock, 600_000);
    const buckets = SOURCE_KINDS.filter(({ kind }) => kind === "Bucket");
    expect(buckets.flatMap((kind) => sim.server.requests(kind, "list"))).toHaveLength(11);
    sim.server.put(KUSTOMIZATION, "flux", "a");
    await sim.pass(0);
    expectSame(sim);
    const states = sim.reader.reading().scopes.filter(({ state }) => state !== "ok");
    expect(states).toMatchObject([{ kind: "Bucket", namespace: null, state: "forbidden" }]);
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

describe("a subscriber throws: logged; the loop goes on", () => {
  it("at a list, at a change and at a deletion", async () => {
    const sim = await watching();
    sim.reader.subscribe(({ type }) => {
      throw new Error(`ouch at ${type}`);
    });
    sim.server.put(KUSTOMIZATION, "flux", "b");
    sim.server.remove(KUSTOMIZATION, "flux", "a");
    for (const stream of sim.server.streams) stream.push({ type: "ERROR", object: { code: 410 } });
    await sim.pass(0);
    expectSame(sim);
    const logged = sim.logged.filter(({ level }) => level === "error").map(({ fields }) => fields);
    expect(logged).toMatchObject([{ change: "applied" }, { change: "deleted" }, { change: "list" }]);
    expect(counts(sim)).toEqual({ lists: 2, watches: 2 });
  });
});

/** A reader whose watch was cut and whose requests now fail; the times of those that do. */
async function failing(toAnswer: (sim: SimulatedReader) => HttpResponse, random?: () => number) {
  const sim = await watching(random);
  await sim.pass(30_000);
  const times: number[] = [];
  sim.server.fault = toFault(sim, times, toAnswer);
  for (const stream of sim.server.streams) stream.cut();
  await sim.pass(0);
  expect(times).toHaveLength(1);
  return { sim, times };
}

/** The seconds between times, to a tenth. */
function toWaits(times: readonly number[]): number[] {
  return times.slice(1).map((time, index) => Math.round((time - (times[index] ?? time)) / 100) / 10);
}

function toFault(sim: SimulatedReader, times: number[], toAnswer: (sim: SimulatedReader) => HttpResponse): Fault {
  return ({ path }) => {
    if (path === "/version") return null;
    times.push(sim.clock.now());
    return toAnswer(sim);
  };
}
