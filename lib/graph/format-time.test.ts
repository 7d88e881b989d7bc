import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { NextStep } from "#lib/graph/model.ts";
import {
  formatAge,
  formatCountdown,
  formatElapsed,
  formatInterval,
  formatSince,
  nextOccurrence,
} from "./format-time.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const AT = Date.parse("2026-03-01T12:00:00Z");

describe("formatAge", () => {
  it.each([
    [-5 * SECOND, "0 s"],
    [0, "0 s"],
    [40.9 * SECOND, "40 s"],
    [59_999, "59 s"],
    [MINUTE, "1 min"],
    [27 * MINUTE + 59 * SECOND, "27 min"],
    [2 * HOUR + 59 * MINUTE, "2 h"],
    [DAY - 1, "23 h"],
    [6 * DAY, "6 d"],
  ])("%d ms is %s", (ms, words) => expect(formatAge(ms)).toBe(words));

  it("says nothing of a moment that is not known", () => {
    expect(formatSince(null, AT)).toBe("");
    expect(formatSince("soon", AT)).toBe("");
    expect(formatSince("2026-03-01T11:59:00Z", AT)).toBe("1 min");
  });
});

describe("formatCountdown", () => {
  it.each([
    [42 * SECOND, "0:42"],
    [41_001, "0:42"],
    [8 * MINUTE + 15 * SECOND, "8:15"],
    [HOUR + 2 * MINUTE, "1:02:00"],
    [1, "0:01"],
    [0, "any moment"],
    [-3 * SECOND, "any moment"],
  ])("%d ms is %s", (ms, words) => expect(formatCountdown(ms)).toBe(words));
});

describe("formatElapsed", () => {
  it.each([
    [8_999, "0:08"],
    [72 * SECOND, "1:12"],
    [3_723 * SECOND, "1:02:03"],
    [-1, "0:00"],
  ])("%d ms is %s", (ms, words) => expect(formatElapsed(ms)).toBe(words));
});

describe("formatInterval", () => {
  it.each([
    [30, "30 s"],
    [600, "10 min"],
    [5_400, "1 h 30 min"],
    [90, "1 min 30 s"],
    [0, "0 s"],
  ])("%d s is %s", (seconds, words) => expect(formatInterval(seconds)).toBe(words));
});

describe("nextOccurrence", () => {
  const step = (at: string | null, every: number | null): NextStep => ({ what: "retry", at, every });

  it("knows nothing of what has no moment", () => {
    expect(nextOccurrence(step(null, 30), AT)).toBeNull();
    expect(nextOccurrence(step("later", 30), AT)).toBeNull();
  });

  it("stays at the moment of a step that comes once", () => {
    expect(nextOccurrence(step("2026-03-01T12:00:10Z", null), AT)).toBe(AT + 10_000);
    expect(nextOccurrence(step("2026-03-01T11:00:00Z", null), AT)).toBe(AT - HOUR);
  });

  it("is never over, never farther than one period, and always whole periods from the first", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10_000_000, max: 10_000_000 }),
        fc.integer({ min: 1, max: 3_600 }),
        (offset, every) => {
          const first = AT + offset;
          const next = nextOccurrence(step(new Date(first).toISOString(), every), AT) ?? Number.NaN;
          expect(next).toBeGreaterThanOrEqual(AT);
          expect((next - first) % (every * 1000)).toBe(0);
          if (first < AT) expect(next - AT).toBeLessThan(every * 1000);
        },
      ),
    );
  });
});
