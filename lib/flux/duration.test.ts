import { describe, expect, it } from "vitest";
import { formatDuration, parseDuration } from "./duration.ts";
import { fc } from "./fast-check.test-support.ts";

describe("Go durations", () => {
  it.each([
    ["10m", 600],
    ["1h30m", 5400],
    ["1m0s", 60],
    ["1.5h", 5400],
    ["250ms", 0.25],
    ["0", 0],
    ["0s", 0],
  ])("%s is %d seconds", (text, seconds) => expect(parseDuration(text)).toBeCloseTo(seconds));

  it.each(["", "10", "ten minutes", "10m!", "-5m", "m"])("%j is none", (text) =>
    expect(parseDuration(text)).toBeNull(),
  );

  it.each([
    [0, "0s"],
    [30, "30s"],
    [60, "1m0s"],
    [3600, "1h0m0s"],
    [5415.5, "1h30m15.5s"],
    [0.25, "250ms"],
  ])("%d seconds is written %s", (seconds, text) => expect(formatDuration(seconds)).toBe(text));

  it("are read back as they were written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e7 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toBeCloseTo(seconds);
      }),
    );
  });
});
