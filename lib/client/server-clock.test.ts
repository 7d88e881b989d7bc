import { describe, expect, it } from "vitest";
import { ServerClock } from "./server-clock.ts";

const AT = Date.parse("2026-03-01T12:00:00Z");

describe("ServerClock", () => {
  it("follows a server that is ahead or behind", () => {
    const clock = new ServerClock();
    expect(clock.toServerTime(AT)).toBe(AT);
    clock.learn("2026-03-01T12:00:30Z", AT);
    expect(clock.toServerTime(AT + 1_000)).toBe(AT + 31_000);
    clock.learn("2026-03-01T11:59:00Z", AT);
    expect(clock.toServerTime(AT)).toBe(AT - 60_000);
  });

  it("does not stutter with the latency of each answer", () => {
    const clock = new ServerClock();
    clock.learn("2026-03-01T12:00:10Z", AT);
    clock.learn("2026-03-01T12:00:10Z", AT + 400);
    expect(clock.toServerTime(AT)).toBe(AT + 10_000);
  });

  it("leaves aside what is no time", () => {
    const clock = new ServerClock();
    clock.learn("soon", AT);
    expect(clock.toServerTime(AT)).toBe(AT);
  });
});
