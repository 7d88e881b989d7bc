import { Worker } from "node:worker_threads";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { LayeredEngine } from "#lib/layout/layered-engine.ts";
import { readPicture } from "#lib/layout/picture-bytes.ts";
import { toRows } from "#lib/layout/picture-rows.ts";
import { readTopology } from "#lib/layout/read-topology.ts";
import { createThreads } from "./picture-thread.test-support.ts";
import { PictureThread } from "./picture-thread.ts";

const topology = readTopology({ nodes: [{ id: "a", wave: 0 }], edges: [] });
const wish = (aspect: number) => ({ topology, aspect });

function setUp() {
  const clock = new FakeClock();
  const { started, start } = createThreads();
  return { clock, started, thread: new PictureThread(start, clock) };
}

describe("the thread that lays out", () => {
  it("is started when it is needed, and asked for one picture after the other", async () => {
    const { started, thread } = setUp();
    expect(started).toHaveLength(0);
    const [first, second] = [thread.layOut(wish(1)), thread.layOut(wish(2))];
    expect(started).toHaveLength(1);
    expect([started[0]?.asked, thread.waiting]).toEqual([[wish(1)], 2]);
    started[0]?.answer(1);
    expect(await first).toEqual(Uint8Array.of(1));
    expect(started[0]?.asked).toEqual([wish(1), wish(2)]);
    started[0]?.answer(2);
    expect(await second).toEqual(Uint8Array.of(2));
    expect([started.length, thread.waiting]).toEqual([1, 0]);
  });

  it("is ended when nobody has asked for a minute, and started anew for the next", async () => {
    const { clock, started, thread } = setUp();
    for (const aspect of [1, 2]) {
      const picture = thread.layOut(wish(aspect));
      started[0]?.answer(aspect);
      await picture;
      clock.advance(59_000);
    }
    expect(started[0]?.isEnded).toBe(false);
    clock.advance(1_000);
    expect(started[0]?.isEnded).toBe(true);
    const later = thread.layOut(wish(3));
    started[1]?.answer(3);
    expect(await later).toEqual(Uint8Array.of(3));
  });

  it("says what failed, and goes on; one that died is replaced", async () => {
    const { started, thread } = setUp();
    const all = [1, 2, 3].map((aspect) => thread.layOut(wish(aspect)));
    const outcomes = Promise.allSettled(all);
    started[0]?.refuse("no order");
    started[0]?.die("out of memory");
    started[0]?.answer(9);
    started[1]?.answer(3);
    expect((await outcomes).map((one) => (one.status === "rejected" ? one.reason.message : [...one.value]))).toEqual([
      "no order",
      "out of memory",
      [3],
    ]);
  });

  it("gives up a layout that does not end, and goes on in another thread", async () => {
    const { clock, started, thread } = setUp();
    const outcomes = Promise.allSettled([thread.layOut(wish(1)), thread.layOut(wish(2))]);
    await clock.advanceAsync(30_000);
    expect(started.map(({ isEnded }) => isEnded)).toEqual([true, false]);
    started[1]?.answer(2);
    expect((await outcomes).map((one) => (one.status === "rejected" ? one.reason.message : [...one.value]))).toEqual([
      "it took too long",
      [2],
    ]);
  });

  it("says it where no thread can be started, and tries again with the next picture", async () => {
    const { started, start } = createThreads();
    let isPossible = false;
    const thread = new PictureThread(() => {
      if (!isPossible) throw new Error("no more threads");
      return start();
    }, new FakeClock());
    const both = await Promise.allSettled([thread.layOut(wish(1)), thread.layOut(wish(2))]);
    expect(both.map((one) => one.status === "rejected" && one.reason.message)).toEqual([
      "no more threads",
      "no more threads",
    ]);
    expect(thread.waiting).toBe(0);
    isPossible = true;
    const third = thread.layOut(wish(3));
    started[0]?.answer(3);
    expect(await third).toEqual(Uint8Array.of(3));
  });

  it("rests when it is told to, but for what is waited for", async () => {
    const { started, thread } = setUp();
    const [first, second] = [thread.layOut(wish(1)), thread.layOut(wish(2))];
    started[0]?.answer(1);
    await first;
    thread.rest();
    expect(started[0]?.isEnded).toBe(false);
    started[0]?.answer(2);
    await second;
    thread.rest();
    expect(started[0]?.isEnded).toBe(true);
  });

  it("leaves nothing behind when the server stops", async () => {
    const { clock, started, thread } = setUp();
    const outcomes = Promise.allSettled([thread.layOut(wish(1)), thread.layOut(wish(2))]);
    thread.stop();
    expect((await outcomes).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect([started[0]?.isEnded, clock.pending]).toEqual([true, 0]);
    started[0]?.answer(1);
    expect([started.length, thread.waiting]).toEqual([1, 0]);
  });

  it("gives the picture that the engine draws", { timeout: 30_000 }, async () => {
    const start = () => new Worker(new URL("./layout-thread.ts", import.meta.url));
    const thread = new PictureThread(start, new FakeClock());
    const fleet = readTopology({
      nodes: ["a", "b", "c"].map((id, wave) => ({ id, wave })),
      edges: [
        { from: "a", to: "b" },
        { from: "b", to: "c" },
      ],
    });
    const asked = thread.layOut({ topology: fleet, aspect: 1.5874 }).finally(() => thread.stop());
    const bytes = Uint8Array.from(gunzipSync(await asked));
    const expected = toRows(new LayeredEngine().layout({ ...fleet, aspect: 1.5874 })).packed;
    expect(readPicture(bytes.buffer, (text) => new TextDecoder().decode(text))).toEqual(expected);
  });
});
