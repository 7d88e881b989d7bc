import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { createBackoff } from "./backoff.ts";

describe("createBackoff", () => {
  it.each([
    [1, [800, 1_600, 3_200, 6_400, 12_800, 25_600, 30_000, 30_000]],
    [0.5, [400, 800, 1_600, 3_200, 6_400, 12_800, 25_000, 25_000]],
    [0, [0, 0, 0, 0, 0, 0, 20_000, 20_000]],
  ])("doubles from 0.8 s to 30 s with full jitter, then stays at 20 s or more (random %d)", (random, expected) => {
    const backoff = createBackoff(new FakeClock(), () => random);
    expect(expected.map(() => backoff.fail())).toEqual(expected);
  });

  it("begins small again after two healthy minutes, and not before", () => {
    const clock = new FakeClock();
    const backoff = createBackoff(clock, () => 1);
    for (let index = 0; index < 5; index++) backoff.fail();
    backoff.succeed();
    clock.advance(119_000);
    backoff.succeed();
    expect(backoff.fail()).toBe(25_600);
    clock.advance(600_000);
    expect(backoff.fail()).toBe(30_000);
    backoff.succeed();
    clock.advance(120_000);
    expect(backoff.fail()).toBe(800);
  });

  it("says when the longest wait is due, until it begins small again", () => {
    const clock = new FakeClock();
    const backoff = createBackoff(clock, () => 1);
    for (let index = 0; index < 6; index++) {
      expect(backoff.isLongest()).toBe(false);
      backoff.fail();
    }
    expect(backoff.isLongest()).toBe(true);
    backoff.succeed();
    clock.advance(119_999);
    expect(backoff.isLongest()).toBe(true);
    clock.advance(1);
    expect(backoff.isLongest()).toBe(false);
  });

  it("never overflows", () => {
    const backoff = createBackoff(new FakeClock(), () => 1);
    for (let index = 0; index < 2_000; index++) backoff.fail();
    expect(backoff.fail()).toBe(30_000);
  });
});
