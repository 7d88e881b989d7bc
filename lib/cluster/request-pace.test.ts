import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { createRequestPace } from "./request-pace.ts";

describe("createRequestPace", () => {
  it("lets three through, and the next a minute after the first of them", () => {
    const clock = new FakeClock();
    const pace = createRequestPace(clock);
    for (let count = 0; count < 3; count++) {
      expect(pace.delayMs()).toBe(0);
      pace.sent();
      clock.advance(10_000);
    }
    expect(pace.delayMs()).toBe(30_000);
    clock.advance(30_000);
    expect(pace.delayMs()).toBe(0);
    pace.sent();
    expect(pace.delayMs()).toBe(10_000);
    pace.unsent();
    expect(pace.delayMs()).toBe(0);
  });

  it("never lets a minute have more than three, and never waits longer than a minute", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90_000 })), (pauses) => {
        const clock = new FakeClock();
        const pace = createRequestPace(clock);
        const times = pauses.map((pause) => {
          clock.advance(pause);
          const delay = pace.delayMs();
          expect(delay).toBeLessThanOrEqual(60_000);
          clock.advance(delay);
          pace.sent();
          return clock.now();
        });
        for (const [index, time] of times.entries()) {
          expect(time - (times[index - 3] ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(60_000);
        }
      }),
    );
  });
});
