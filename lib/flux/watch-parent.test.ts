import { describe, expect, it } from "vitest";
import { FakeClock } from "./fake-clock.ts";
import { watchParent } from "./watch-parent.ts";

function setUp(env: Record<string, string>) {
  const host = { env, ppid: 7 };
  const clock = new FakeClock();
  const seen = { gone: 0 };
  const end = watchParent(host, clock, () => {
    seen.gone += 1;
  });
  return { host, clock, seen, end };
}

describe("watchParent", () => {
  it("tells once, within a second, that who started it through npm is gone", () => {
    const { host, clock, seen } = setUp({ npm_lifecycle_event: "demo" });
    clock.advance(60_000);
    expect(seen.gone).toBe(0);
    host.ppid = 1;
    clock.advance(1_000);
    expect(seen.gone).toBe(1);
    expect(clock.pending).toBe(0);
  });

  it("lets be who was not started by npm: it may be meant to go on", () => {
    const { host, clock, seen } = setUp({});
    host.ppid = 1;
    clock.advance(60_000);
    expect([seen.gone, clock.pending]).toEqual([0, 0]);
  });

  it("ends", () => {
    const { host, clock, seen, end } = setUp({ npm_lifecycle_event: "start" });
    end();
    host.ppid = 1;
    clock.advance(60_000);
    expect([seen.gone, clock.pending]).toEqual([0, 0]);
  });
});
