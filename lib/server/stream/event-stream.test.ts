import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { startTestRuntime } from "#lib/server/runtime.test-support.ts";
import type { OpenStream } from "./open-stream.ts";

type Stage = ReturnType<typeof startTestRuntime>;

const REVISION_OF_ANOTHER = "another-process.1";

function takeAll(stream: OpenStream): Uint8Array[] {
  const taken: Uint8Array[] = [];
  for (let bytes = stream.take(); bytes !== null; bytes = stream.take()) taken.push(bytes);
  return taken;
}

/** Whether both are the same bytes of the memory, not only alike: small buffers share what they are cut from. */
function isSamePlace(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  return a?.buffer === b?.buffer && a?.byteOffset === b?.byteOffset && a?.length === b?.length;
}

const toText = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString();

function open(stage: Stage, lastRevision: string | null = null): OpenStream {
  const stream = stage.runtime.stream.open({ lastRevision, encoding: "identity" });
  stream.connect({ onReady() {}, onDropped() {} });
  return stream;
}

/** A reader that takes whatever comes, at once. */
function follow(stage: Stage, encoding: "identity" | "gzip" = "identity") {
  const stream = stage.runtime.stream.open({ lastRevision: null, encoding });
  const pieces: Uint8Array[] = [];
  let drops = 0;
  stream.connect({ onReady: () => pieces.push(...takeAll(stream)), onDropped: () => drops++ });
  pieces.push(...takeAll(stream));
  return { stream, pieces, drops: () => drops };
}

function fail(stage: Stage, name: string, message: string): void {
  stage.reader.apply(ks(name, { ready: { status: "False", reason: "BuildFailed", message } }));
  stage.clock.advance(100);
}

describe("EventStream", () => {
  it.each(["identity", "gzip"] as const)("gives a thousand streams the very same bytes of a patch (%s)", (encoding) => {
    const stage = startTestRuntime();
    const streams = Array.from({ length: 1_000 }, () => follow(stage, encoding));
    for (const { pieces } of streams) pieces.length = 0;
    fail(stage, "a", "no such file");
    const [first] = streams.map(({ pieces }) => pieces[0]);
    expect(first?.length).toBeGreaterThan(0);
    expect(streams.every(({ pieces }) => isSamePlace(pieces[0], first))).toBe(true);
  });

  it("gives a thousand who come back at once the very same bytes of one snapshot", () => {
    const stage = startTestRuntime();
    stage.reader.apply(...Array.from({ length: 300 }, (_, index) => ks(`app-${index}`)));
    stage.clock.advance(100);
    const longest = Array.from({ length: 1_000 }, () => {
      const stream = stage.runtime.stream.open({ lastRevision: REVISION_OF_ANOTHER, encoding: "gzip" });
      return takeAll(stream).toSorted((a, b) => b.length - a.length)[0];
    });
    expect(longest[0]?.length).toBeGreaterThan(1_000);
    expect(longest.every((piece) => isSamePlace(piece, longest[0]))).toBe(true);
  });

  it("makes one gzip file of a whole stream", async () => {
    const stage = startTestRuntime();
    const { pieces } = follow(stage, "gzip");
    fail(stage, "a", "first");
    fail(stage, "a", "second");
    await stage.runtime.stop();
    const text = gunzipSync(Buffer.concat(pieces)).toString();
    expect([...text.matchAll(/^event: (.*)$/gm)].map(([, event]) => event)).toEqual([
      "snapshot",
      "contact",
      ...["patch", "contact"],
      ...["patch", "contact"],
    ]);
    expect(text).toMatch(/retry: \d+\n\n$/);
  });

  it("gives who comes back over a great change a snapshot, and over a small one what has changed", () => {
    const stage = startTestRuntime();
    const beginOf = (revision: string) => {
      const stream = open(stage, revision);
      const text = toText(takeAll(stream));
      stream.leave();
      return /^event: (.*)$/m.exec(text)?.[1];
    };
    const before = stage.runtime.snapshots.current().revision;
    stage.reader.apply(...Array.from({ length: 6_000 }, (_, index) => ks(`app-${index}`)));
    stage.clock.advance(100);
    const { revision } = stage.runtime.snapshots.current();
    fail(stage, "app-0", "no such file");
    expect(beginOf(before)).toBe("snapshot");
    expect(beginOf(revision)).toBe("patch");
  });

  it("tells who is there of a great change at once", () => {
    const stage = startTestRuntime();
    const { pieces } = follow(stage);
    pieces.length = 0;
    stage.reader.apply(...Array.from({ length: 6_000 }, (_, index) => ks(`app-${index}`)));
    stage.clock.advance(100);
    expect(toText(pieces).includes('"name":"app-5999"')).toBe(true);
  });

  it("lets go of twenty of a thousand that take nothing within 10 s, and of nobody else", () => {
    const stage = startTestRuntime();
    const readers = Array.from({ length: 980 }, () => follow(stage));
    let drops = 0;
    const stuck = Array.from({ length: 20 }, () => {
      const stream = stage.runtime.stream.open({ lastRevision: null, encoding: "identity" });
      stream.connect({ onReady() {}, onDropped: () => drops++ });
      return stream;
    });
    for (let second = 0; second < 10; second++) {
      fail(stage, "a", `${second}`);
      stage.clock.advance(900);
    }
    expect(drops).toBe(20);
    expect(stage.runtime.stream.size).toBe(980);
    expect(readers.every(({ drops: own }) => own() === 0)).toBe(true);
    expect(stuck.every(({ isOver }) => isOver)).toBe(true);
  });

  it("waits longer where very many take nothing at once, but not for ever", () => {
    const stage = startTestRuntime();
    const idle = follow(stage);
    const stuck = Array.from({ length: 200 }, () => open(stage));
    stage.clock.advance(20_000);
    expect(stage.runtime.stream.size).toBe(201);
    for (const stream of stuck.slice(0, 160)) takeAll(stream);
    stage.clock.advance(1_000);
    expect(stage.runtime.stream.size).toBe(161);
    for (const stream of stuck.slice(0, 160)) stream.leave();
    const more = Array.from({ length: 100 }, () => open(stage));
    stage.clock.advance(31_000);
    expect(more.every(({ isOver }) => isOver)).toBe(true);
    expect(idle.drops()).toBe(0);
    expect(stage.runtime.stream.size).toBe(1);
  });

  it("keeps one that takes slowly, and one that has nothing to take", () => {
    const stage = startTestRuntime();
    const idle = follow(stage);
    stage.reader.apply(ks("a", { ready: { status: "False", message: "x".repeat(2_000_000) } }));
    stage.clock.advance(100);
    const slow = open(stage);
    for (let turn = 0; turn < 20; turn++) {
      expect(slow.take()?.length).toBeGreaterThan(0);
      stage.clock.advance(5_000);
    }
    expect(slow.isOver).toBe(false);
    expect(idle.drops()).toBe(0);
  });

  it("brings one that was left behind to a fresh snapshot, and to what follows on it", () => {
    const stage = startTestRuntime();
    const slow = open(stage);
    takeAll(slow);
    stage.reader.apply(ks("b"));
    stage.clock.advance(100);
    for (let turn = 0; turn < 8; turn++) fail(stage, "a", `${turn}${"x".repeat(300_000)}`);
    const text = toText(takeAll(slow));
    expect(text).toContain("event: snapshot");
    expect(text).toContain(`id: ${stage.runtime.snapshots.current().revision}`);
    expect(text.length).toBeLessThan(1_000_000);
    const { revision } = stage.runtime.snapshots.current();
    fail(stage, "a", "short");
    expect(toText(takeAll(slow))).toContain(`"from":"${revision}"`);
  });

  it("tells each of a thousand another time to come back, and all to come back when it ends", async () => {
    const stage = startTestRuntime({}, undefined, undefined, createRandom());
    const streams = Array.from({ length: 1_000 }, () => follow(stage));
    const readRetry = (text: string) => Number(/retry: (\d+)/.exec(text)?.[1]);
    const first = streams.map(({ pieces }) => readRetry(toText(pieces)));
    for (const { pieces } of streams) pieces.length = 0;
    await stage.runtime.stop();
    const last = streams.map(({ pieces }) => readRetry(toText(pieces)));
    for (const times of [first, last]) {
      expect(new Set(times).size).toBeGreaterThan(50);
      expect(Math.min(...times)).toBe(1_000);
      // Nowhere do more than a fifth come within half a second.
      const halves = times.map((ms) => Math.floor(ms / 500));
      const most = Math.max(...halves.map((half) => halves.filter((other) => other === half).length));
      expect(most).toBeLessThan(200);
    }
    expect(Math.max(...first)).toBe(4_000);
  });

  it("does not tell all in the same second when the cluster was last heard from", () => {
    const stage = startTestRuntime();
    const streams = Array.from({ length: 15 }, () => {
      const stream = follow(stage);
      stage.clock.advance(1_000);
      return stream;
    });
    for (const { pieces } of streams) pieces.length = 0;
    for (let second = 0; second < 5; second++) {
      stage.clock.advance(1_000);
      expect(streams.filter(({ pieces }) => toText(pieces).includes("contact"))).toHaveLength((second + 1) * 3);
    }
  });

  it("leaves no timer when the last reader has gone", () => {
    const stage = startTestRuntime();
    const before = stage.clock.pending;
    const streams = [follow(stage), follow(stage)];
    expect(stage.clock.pending).toBe(before + 1);
    for (const { stream } of streams) stream.leave();
    expect(stage.clock.pending).toBe(before);
  });
});

/** Numbers in [0, 1), the same in each run (Park and Miller). */
function createRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 16_807) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
