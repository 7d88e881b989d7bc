import { describe, expect, it } from "vitest";
import { JsonInParts } from "#lib/api/json-in-parts.ts";
import { SNAPSHOT_CUTS } from "#lib/api/parse-snapshot.ts";
import { STREAM_EVENTS } from "#lib/api/stream.ts";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import type { ClusterStatus, ScopeState, Snapshot } from "#lib/graph/model.ts";
import { diffSnapshots } from "#lib/graph/patch.ts";
import { RequestError } from "./fetch-json.ts";
import { type EventSourceLike, LiveGraph, PROGRESS } from "./live-graph.ts";
import { nextSample, SAMPLE, sampleNode } from "./snapshot.test-support.ts";

class FakeStream implements EventSourceLike {
  readyState = 1;
  isClosed = false;
  readonly #listeners = new Map<string, (event: { readonly data?: unknown }) => void>();

  addEventListener(type: string, listener: (event: { readonly data?: unknown }) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.isClosed = true;
  }

  send(type: string, body: unknown): void {
    this.say(type, JSON.stringify(body));
  }

  say(type: string, data: unknown): void {
    this.#listeners.get(type)?.({ data });
  }

  fail(readyState: 0 | 2): void {
    this.readyState = readyState;
    this.#listeners.get("error")?.({});
  }
}

const RED = nextSample("sample.2", sampleNode("data/redis", { state: "failed" }));
const GREEN = nextSample("sample.3", sampleNode("data/redis", { state: "ready", message: "again" }));

const READ = { ...SAMPLE, clusters: [toCluster("ok")] };
const UNREAD: Snapshot = {
  ...SAMPLE,
  nodes: [],
  edges: [],
  problems: [],
  cycles: [],
  clusters: [toCluster("loading")],
};

function toCluster(state: ScopeState): ClusterStatus {
  const scope = { kind: "Kustomization", namespace: null, state, message: "", fix: "" };
  return { id: "sample", connection: "live", since: "", message: "", fix: "", scopes: [scope] };
}

function patchOf(from: Snapshot, to: Snapshot) {
  const patch = diffSnapshots(from, to);
  if (patch === null) throw new Error("nothing differs");
  return patch;
}

function setUp(
  fetchGraph: (signal: AbortSignal) => Promise<Snapshot> = () => Promise.reject(new Error("nobody there")),
) {
  const clock = new FakeClock();
  const streams: FakeStream[] = [];
  const openedFrom: (string | null)[] = [];
  let held: Snapshot | null = null;
  const arriving: { snapshot: Snapshot; isHeld: boolean }[] = [];
  const counts = { fetches: 0, contacts: 0, operations: 0 };
  const live = new LiveGraph({
    clock,
    openStream: (lastRevision) => {
      openedFrom.push(lastRevision);
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    fetchGraph: (signal) => {
      counts.fetches++;
      return fetchGraph(signal);
    },
    held: { get: () => held, set: (next) => (held = next) },
    onArriving: (snapshot) => arriving.push({ snapshot, isHeld: held !== null }),
    onContact: () => counts.contacts++,
    onOperation: () => counts.operations++,
    random: () => 0.5,
    defer: (run) => run(),
  });
  live.start();
  return {
    live,
    clock,
    streams,
    openedFrom,
    counts,
    arriving,
    held: () => held,
    stream: () => {
      const last = streams.at(-1);
      if (last === undefined) throw new Error("no stream was opened");
      return last;
    },
    transport: () => live.connection.get().transport,
  };
}

describe("by the stream", () => {
  it("takes the snapshot, and patches that keep the identity of what they do not touch", () => {
    const page = setUp();
    expect(page.transport()).toBe("connecting");
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    expect(page.transport()).toBe("stream");
    const before = page.held();
    page.stream().send(STREAM_EVENTS.patch, patchOf(SAMPLE, RED));
    const after = page.held();
    expect(after).toEqual(RED);
    const changed = after?.nodes.filter((node, at) => node !== before?.nodes[at]) ?? [];
    expect(changed.map(({ name, namespace }) => `${namespace}/${name}`)).toEqual(["data/redis"]);
    expect(page.counts.fetches).toBe(0);
  });

  it("shows the first snapshot before it holds it, and no other", () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    expect(page.arriving).toEqual([{ snapshot: SAMPLE, isHeld: false }]);
    // By its identity is known what was begun for it.
    expect(page.held()).toBe(page.arriving[0]?.snapshot);
    page.stream().send(STREAM_EVENTS.snapshot, RED);
    expect(page.arriving).toHaveLength(1);
  });

  it.each([
    ["is none at first sight", { ...SAMPLE, nodes: null }, 0],
    ["only looks like one", { ...SAMPLE, nodes: [{ ...SAMPLE.nodes[0], state: "lost" }] }, 1],
  ])("holds nothing of a snapshot that %s, and asks again", async (_, body, arrivals) => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, body);
    expect(page.arriving).toHaveLength(arrivals);
    expect(page.held()).toBeNull();
    expect(page.streams[0]?.isClosed).toBe(true);
    await page.clock.advanceAsync(1_000);
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    expect(page.held()).toEqual(SAMPLE);
  });

  it("goes on from what is held after a stream that fell silent, and asks for all after one it did not understand", async () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    await page.clock.advanceAsync(19_000);
    page.stream().send(STREAM_EVENTS.patch, patchOf(SAMPLE, RED));
    expect(page.held()).toEqual(RED);
    expect(page.transport()).toBe("stream");
    page.stream().send(STREAM_EVENTS.patch, patchOf(SAMPLE, GREEN));
    await page.clock.advanceAsync(2_000);
    expect(page.openedFrom).toEqual([null, SAMPLE.revision, null]);
  });

  it("begins anew when a patch does not follow on what is held", async () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    page.stream().send(STREAM_EVENTS.patch, patchOf(RED, GREEN));
    expect(page.streams[0]?.isClosed).toBe(true);
    expect(page.held()).toEqual(SAMPLE);
    await page.clock.advanceAsync(1_000);
    page.stream().send(STREAM_EVENTS.snapshot, GREEN);
    expect(page.streams).toHaveLength(2);
    expect(page.held()).toEqual(GREEN);
    expect(page.transport()).toBe("stream");
  });

  it("takes a patch that comes twice once", () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    page.stream().send(STREAM_EVENTS.patch, patchOf(SAMPLE, RED));
    page.stream().send(STREAM_EVENTS.patch, patchOf(SAMPLE, RED));
    expect(page.streams).toHaveLength(1);
    expect(page.held()).toEqual(RED);
  });

  it("begins anew when what comes is not what was agreed", async () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, { ...SAMPLE, nodes: "none" });
    expect(page.streams[0]?.isClosed).toBe(true);
    expect(page.held()).toBeNull();
    await page.clock.advanceAsync(1_000);
    expect(page.streams).toHaveLength(2);
  });

  it("tells the oldest contact of several clusters, of each the last that is known", () => {
    const page = setUp();
    const at = "2026-03-01T12:00:00Z";
    const contact = (...times: (string | null)[]) =>
      page.stream().send(STREAM_EVENTS.contact, {
        at,
        clusters: times.map((contactAt, index) => ({ id: `c${index}`, contactAt })),
      });
    contact("2026-03-01T11:59:58Z", "2026-03-01T11:59:30Z");
    expect(page.live.connection.get().contactAt).toBe(Date.parse("2026-03-01T11:59:30Z"));
    contact("2026-03-01T11:59:59Z", null);
    expect(page.live.connection.get().contactAt).toBe(Date.parse("2026-03-01T11:59:30Z"));
    expect(page.counts.contacts).toBe(2);
  });

  it("knows no contact before the first, and that of the others where one was never heard from", () => {
    const page = setUp();
    const contact = (...times: (string | null)[]) =>
      page.stream().send(STREAM_EVENTS.contact, {
        at: "2026-03-01T12:00:00Z",
        clusters: times.map((contactAt, index) => ({ id: `c${index}`, contactAt })),
      });
    contact(null, null);
    expect(page.live.connection.get().contactAt).toBeNull();
    contact("2026-03-01T11:59:58Z", null);
    expect(page.live.connection.get().contactAt).toBe(Date.parse("2026-03-01T11:59:58Z"));
  });

  it("keeps the graph while a restarted server reads the cluster, and then takes what it has read", () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, READ);
    const restarted = { ...UNREAD, revision: "boot2.1" };
    page.stream().send(STREAM_EVENTS.snapshot, restarted);
    expect(page.held()?.nodes).toEqual(READ.nodes);
    expect(page.held()?.revision).toBe("boot2.1");
    const half = { ...UNREAD, revision: "boot2.2", nodes: RED.nodes.slice(0, 3) };
    page.stream().send(STREAM_EVENTS.patch, patchOf(restarted, half));
    expect(page.held()?.nodes).toEqual(READ.nodes);
    const kept = page.held()?.nodes;
    const whole = { ...RED, revision: "boot2.3", clusters: READ.clusters };
    page.stream().send(STREAM_EVENTS.patch, patchOf(half, whole));
    expect(page.held()).toEqual(whole);
    expect(page.held()?.nodes.filter((node, at) => node !== kept?.[at])).toHaveLength(1);
    page.stream().send(STREAM_EVENTS.patch, patchOf(whole, { ...GREEN, clusters: READ.clusters }));
    expect(page.held()?.nodes).toEqual(GREEN.nodes);
    expect(page.streams).toHaveLength(1);
  });

  it("lets the browser resume a cut stream, and does not poll meanwhile", async () => {
    const page = setUp();
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    page.stream().send(STREAM_EVENTS.contact, { at: "", clusters: [] });
    page.stream().fail(0);
    await page.clock.advanceAsync(3_000);
    page.stream().send(STREAM_EVENTS.patch, patchOf(SAMPLE, RED));
    expect(page.streams).toHaveLength(1);
    expect(page.counts.fetches).toBe(0);
    expect(page.held()).toEqual(RED);
  });
});

describe("without the stream", () => {
  it("polls each 5 s and says so, until the stream is there again", async () => {
    const page = setUp(() => Promise.resolve(SAMPLE));
    page.stream().fail(2);
    await page.clock.advanceAsync(0);
    expect(page.transport()).toBe("polling");
    expect(page.held()).toBe(SAMPLE);
    await page.clock.advanceAsync(500);
    const { fetches } = page.counts;
    for (const stream of page.streams) stream.readyState = 2;
    await page.clock.advanceAsync(10_000);
    expect(page.counts.fetches).toBeGreaterThanOrEqual(fetches + 2);
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    expect(page.transport()).toBe("stream");
    const last = page.counts.fetches;
    await page.clock.advanceAsync(15_000);
    expect(page.counts.fetches).toBe(last);
  });

  it("polls when the stream opens and says nothing, as behind a proxy that holds it back", async () => {
    const page = setUp(() => Promise.resolve(SAMPLE));
    await page.clock.advanceAsync(4_000);
    expect(page.transport()).toBe("polling");
    expect(page.streams[0]?.isClosed).toBe(true);
  });

  it("waits for a large snapshot for as long as more of it comes, and takes one that was read in part", async () => {
    const page = setUp(async () => SAMPLE);
    for (let second = 0; second < 12; second += 3) {
      await page.clock.advanceAsync(3_000);
      page.stream().say(PROGRESS, undefined);
    }
    expect([page.transport(), page.streams.length, page.counts.fetches]).toEqual(["connecting", 1, 0]);
    const json = new JsonInParts({ ...SNAPSHOT_CUTS, size: 2_000 });
    json.add(JSON.stringify(SAMPLE));
    while (json.count > 0) json.readNext();
    page.stream().say(STREAM_EVENTS.snapshot, json.end());
    expect([page.transport(), page.held()]).toEqual(["connecting", SAMPLE]);
    page.stream().send(STREAM_EVENTS.contact, { at: "2026-03-01T12:00:00Z", clusters: [] });
    expect(page.transport()).toBe("stream");
  });

  it("polls when the stream behind such a snapshot says nothing", async () => {
    const page = setUp(async () => SAMPLE);
    const json = new JsonInParts(SNAPSHOT_CUTS);
    json.add(JSON.stringify(SAMPLE));
    page.stream().say(STREAM_EVENTS.snapshot, json.end());
    await page.clock.advanceAsync(4_000);
    expect([page.transport(), page.counts.fetches]).toEqual(["polling", 1]);
  });

  it("polls when no more of the snapshot comes", async () => {
    const page = setUp(async () => SAMPLE);
    await page.clock.advanceAsync(3_000);
    page.stream().say(PROGRESS, undefined);
    await page.clock.advanceAsync(4_000);
    expect([page.transport(), page.counts.fetches]).toEqual(["polling", 1]);
  });

  it("notices a stream that has fallen silent", async () => {
    const page = setUp(() => Promise.resolve(SAMPLE));
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    await page.clock.advanceAsync(16_000);
    expect(page.transport()).toBe("stream");
    await page.clock.advanceAsync(2_000);
    expect(page.transport()).toBe("polling");
  });

  it("is lost when polling fails too, says why, keeps the graph, and recovers", async () => {
    let isUp = false;
    const refusal = { type: "about:blank", title: "Starting", status: 503, detail: "Not yet.", fix: "Wait." };
    const page = setUp(() => (isUp ? Promise.resolve(RED) : Promise.reject(new RequestError(refusal))));
    page.stream().send(STREAM_EVENTS.snapshot, SAMPLE);
    page.stream().fail(2);
    await page.clock.advanceAsync(0);
    expect(page.live.connection.get()).toMatchObject({ transport: "lost", error: refusal });
    expect(page.held()).toEqual(SAMPLE);
    isUp = true;
    await page.clock.advanceAsync(5_000);
    expect(page.live.connection.get()).toMatchObject({ transport: "polling", error: null });
    expect(page.held()).toEqual(RED);
  });

  it("opens the stream again as soon as polling shows that the server is back", async () => {
    let isUp = false;
    const page = setUp(() => (isUp ? Promise.resolve(SAMPLE) : Promise.reject(new Error("nobody there"))));
    for (let tries = 0; tries < 6; tries++) {
      page.stream().fail(2);
      await page.clock.advanceAsync(20_000);
    }
    page.stream().fail(2);
    isUp = true;
    const { length } = page.streams;
    await page.clock.advanceAsync(5_000);
    expect(page.streams).toHaveLength(length + 1);
  });

  it("gives a server that hangs up after 10 s, says so, and asks again", async () => {
    const signals: AbortSignal[] = [];
    const page = setUp((signal) => {
      signals.push(signal);
      return new Promise(() => {});
    });
    page.stream().fail(2);
    await page.clock.advanceAsync(9_999);
    expect(page.transport()).toBe("connecting");
    await page.clock.advanceAsync(1);
    expect(page.live.connection.get()).toMatchObject({
      transport: "lost",
      error: { detail: "The Headwater server took the question and gave no answer in 10 s." },
    });
    expect(signals[0]?.aborted).toBe(true);
    await page.clock.advanceAsync(5_000);
    expect(page.counts.fetches).toBe(2);
  });

  it("tries again at once when it is told to, unless the stream is there", async () => {
    const page = setUp();
    page.live.retry();
    expect(page.streams).toHaveLength(1);
    page.stream().fail(2);
    await page.clock.advanceAsync(0);
    const { fetches } = page.counts;
    page.live.retry();
    expect(page.streams).toHaveLength(2);
    expect(page.counts.fetches).toBe(fetches + 1);
    page.live.stop();
    page.live.retry();
    expect(page.streams).toHaveLength(2);
  });

  it("tries the stream again at growing distances, half a minute at most", async () => {
    const page = setUp();
    const times: number[] = [];
    const start = page.clock.now();
    for (let at = 0; at < 8; at++) {
      page.stream().fail(2);
      const { length } = page.streams;
      for (let waited = 0; waited < 60 && page.streams.length === length; waited++) await page.clock.advanceAsync(500);
      times.push(page.clock.now() - start);
    }
    const gaps = times.map((time, at) => time - (times[at - 1] ?? 0));
    expect(gaps).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
  });

  it("drops an answer to a poll that comes when the stream is back", async () => {
    let answer: (snapshot: Snapshot) => void = () => {};
    const page = setUp(() => new Promise((resolve) => (answer = resolve)));
    page.stream().fail(2);
    await page.clock.advanceAsync(1_000);
    page.stream().send(STREAM_EVENTS.snapshot, RED);
    answer(SAMPLE);
    await page.clock.advanceAsync(100);
    expect(page.held()).toEqual(RED);
    expect(page.transport()).toBe("stream");
  });

  it("asks for nothing more once it is stopped", async () => {
    const page = setUp(() => Promise.resolve(SAMPLE));
    page.stream().fail(2);
    await page.clock.advanceAsync(0);
    page.live.stop();
    expect(page.clock.pending).toBe(0);
    expect(page.streams.every(({ isClosed }) => isClosed)).toBe(true);
  });
});
