import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { FrameGate } from "./frame-gate.ts";

function setUp() {
  const clock = new FakeClock(0);
  const passed: number[] = [];
  const asked: (() => void)[] = [];
  const page = { isHidden: false };
  const gate = new FrameGate<number>(
    { request: (run) => asked.push(run), isHidden: () => page.isHidden },
    clock,
    (value) => passed.push(value),
  );
  const draw = () => {
    for (const run of asked.splice(0)) run();
  };
  return { clock, passed, asked, page, gate, draw };
}

describe("FrameGate", () => {
  it("lets the first through at once, and of the others the newest once a frame", () => {
    const { passed, asked, gate, draw } = setUp();
    gate.push(1);
    expect(passed).toEqual([1]);
    for (let value = 2; value <= 2_000; value++) gate.push(value);
    expect(passed).toEqual([1]);
    expect(asked).toHaveLength(1);
    draw();
    expect(passed).toEqual([1, 2_000]);
    draw();
    expect(passed).toEqual([1, 2_000]);
  });

  it("draws a burst of 2,000 in a second no more often than there are frames", () => {
    const { passed, gate, draw } = setUp();
    for (let value = 0; value < 2_000; value++) {
      gate.push(value);
      if (value % 33 === 32) draw();
    }
    expect(passed.length).toBeLessThanOrEqual(61);
    draw();
    expect(passed.at(-1)).toBe(1_999);
  });

  it("asks for no frame while hidden, and passes on the newest each second", () => {
    const { clock, passed, asked, page, gate } = setUp();
    gate.push(0);
    page.isHidden = true;
    for (let second = 0; second < 3_600; second++) {
      for (let change = 1; change <= 10; change++) gate.push(second * 10 + change);
      clock.advance(1_000);
    }
    expect(asked).toEqual([]);
    expect(passed).toHaveLength(3_601);
    expect(passed.at(-1)).toBe(36_000);
  });

  it("does not wait for a frame that never comes", () => {
    const { clock, passed, gate, draw } = setUp();
    gate.push(1);
    gate.push(2);
    clock.advance(1_000);
    expect(passed).toEqual([1, 2]);
    draw();
    expect(passed).toEqual([1, 2]);
  });
});
