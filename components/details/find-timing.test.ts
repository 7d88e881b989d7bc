import { describe, expect, it } from "vitest";
import { findAttempts, toAheadWords } from "./find-timing.ts";

const T = "2026-01-01T00:00:00Z";
const entry = { status: "HealthCheckFailed", revision: "main@sha1:a", first: T, last: T, duration: "5m0s", total: 4 };

describe("findAttempts", () => {
  it.each([
    ["counted", { state: "failed", attempts: 4, retrying: false }, [entry], "4 failed"],
    ["at it", { state: "failed", attempts: 4, retrying: true }, [entry], "4 failed, number 5 is running"],
    ["from the history alone", { state: "failed", attempts: null, retrying: false }, [entry], "4 failed"],
    ["from nowhere", { state: "failed", attempts: null, retrying: false }, [], undefined],
    ["of one that is ready", { state: "ready", attempts: null, retrying: false }, [entry], undefined],
  ] as const)("%s", (_, node, history, expected) => {
    expect(findAttempts(node, [...history])?.words).toBe(expected);
  });

  it("takes no success for an attempt that failed", () => {
    const succeeded = { ...entry, status: "ReconciliationSucceeded" };
    expect(findAttempts({ state: "failed", attempts: null, retrying: false }, [succeeded])).toBeNull();
    const counted = findAttempts({ state: "failed", attempts: 2, retrying: false }, [succeeded]);
    expect(counted).toEqual({ words: "2 failed", first: null, last: null });
  });
});

describe("toAheadWords", () => {
  const ahead = { checks: 2, seconds: 74, at: null };
  it.each([
    ["blocked", ahead, "Up to 1 min 14 s once the cause is mended: 2 dependency checks of up to 30 s on the way"],
    [
      "blocked",
      { ...ahead, checks: 1 },
      "Up to 1 min 14 s once the cause is mended: a dependency check of up to 30 s on the way",
    ],
    ["blocked", { ...ahead, at: T }, null],
    ["blocked", { ...ahead, seconds: 0 }, null],
    ["progressing", ahead, null],
  ] as const)("%s, %j", (state, given, expected) => {
    expect(toAheadWords({ state, ahead: given })).toBe(expected);
  });
});
