import { describe, expect, it } from "vitest";
import { sleep } from "./clock.ts";
import { FakeClock } from "./fake-clock.ts";

describe("FakeClock", () => {
  it("calls in order of time, then of asking, also what is asked for on the way", () => {
    const clock = new FakeClock(0);
    const calls: string[] = [];
    clock.schedule(() => calls.push(`b${clock.now()}`), 20);
    clock.schedule(() => {
      calls.push(`a${clock.now()}`);
      clock.schedule(() => calls.push(`c${clock.now()}`), 10);
    }, 10);
    clock.schedule(() => calls.push("never"), 5)();
    clock.advance(25);
    expect(calls).toEqual(["a10", "b20", "c20"]);
    expect(clock.now()).toBe(25);
    expect(clock.pending).toBe(0);
  });

  it("tells when the next callback is due", () => {
    const clock = new FakeClock(100);
    expect(clock.nextAt).toBe(null);
    clock.schedule(() => undefined, 30);
    const cancel = clock.schedule(() => undefined, 20);
    expect(clock.nextAt).toBe(120);
    cancel();
    expect(clock.nextAt).toBe(130);
    clock.advance(30);
    expect(clock.nextAt).toBe(null);
  });

  it("lets what waits go on between callbacks", async () => {
    const clock = new FakeClock(0);
    const seen: number[] = [];
    const loop = (async () => {
      for (let turn = 0; turn < 3; turn++) {
        await sleep(clock, 10);
        seen.push(clock.now());
      }
    })();
    await clock.advanceAsync(100);
    await loop;
    expect(seen).toEqual([10, 20, 30]);
  });
});

describe("sleep", () => {
  it("ends with the signal's reason when that comes first", async () => {
    const clock = new FakeClock(0);
    const abort = new AbortController();
    const waiting = sleep(clock, 1_000, abort.signal);
    abort.abort(new Error("stopped"));
    await expect(waiting).rejects.toThrow("stopped");
    expect(clock.pending).toBe(0);
    await expect(sleep(clock, 1, abort.signal)).rejects.toThrow("stopped");
  });
});
