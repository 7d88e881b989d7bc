import { describe, expect, it } from "vitest";
import { parseRetryAfter } from "./status-failure.ts";

describe("parseRetryAfter", () => {
  const now = Date.UTC(2026, 0, 1);
  it.each([
    [undefined, null],
    ["", null],
    ["soon", null],
    ["-1", null],
    ["0", 0],
    ["7", 7],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30],
    ["Wed, 31 Dec 2025 00:00:00 GMT", 0],
  ])("%s is %s seconds", (value, seconds) => expect(parseRetryAfter(value, now)).toBe(seconds));
});
