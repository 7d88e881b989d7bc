import { describe, expect, it } from "vitest";
import { createDefer, StepQueue } from "./step-queue.ts";

function setUp() {
  const deferred: (() => void)[] = [];
  const done: string[] = [];
  const queue = new StepQueue((run) => deferred.push(run));
  const step = (name: string) => () => void done.push(name);
  const breathe = () => {
    for (const run of deferred.splice(0)) run();
    return [...done];
  };
  return { queue, done, step, breathe };
}

describe("StepQueue", () => {
  it("does what has one step at once", () => {
    const { queue, done, step } = setUp();
    queue.push(step("a"));
    queue.push(step("b"));
    expect(done).toEqual(["a", "b"]);
  });

  it("lets the page breathe before each of several steps, and keeps the order", () => {
    const { queue, done, step, breathe } = setUp();
    queue.push(step("read"), step("check"), step("take"));
    queue.push(step("patch"));
    queue.push(step("read 2"), step("take 2"));
    expect(done).toEqual([]);
    expect(breathe()).toEqual(["read"]);
    expect(breathe()).toEqual(["read", "check"]);
    expect(breathe()).toEqual(["read", "check", "take", "patch"]);
    expect(breathe()).toEqual(["read", "check", "take", "patch", "read 2"]);
    expect(breathe().at(-1)).toBe("take 2");
    queue.push(step("next"));
    expect(done.at(-1)).toBe("next");
  });

  it("forgets what is not done when it is cleared, also in the middle of a step", () => {
    const { queue, step, breathe, done } = setUp();
    queue.push(step("read"), step("take"));
    queue.push(step("patch"));
    breathe();
    queue.clear();
    queue.push(step("after"));
    expect(breathe()).toEqual(["read", "after"]);
    queue.push(
      () => queue.clear(),
      () => done.push("never"),
    );
    breathe();
    expect(breathe()).toEqual(["read", "after"]);
    queue.push(() => {
      queue.clear();
      queue.push(step("within"));
    });
    expect(done.at(-1)).toBe("within");
  });

  it("goes on in a later task of the same page, in order", async () => {
    const defer = createDefer();
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      defer(() => order.push("first"));
      defer(() => {
        order.push("second");
        resolve();
      });
      order.push("now");
    });
    expect(order).toEqual(["now", "first", "second"]);
  });
});
