import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { startTestRuntime } from "#lib/server/runtime.test-support.ts";
import { writeStream } from "./write-stream.ts";

/** A response that takes nothing more after each write until it is drained. */
function createResponse() {
  const written: Uint8Array[] = [];
  const listeners = { drain: () => {}, close: () => {} };
  let resets = 0;
  let isEnded = false;
  return {
    written,
    listeners,
    resets: () => resets,
    isEnded: () => isEnded,
    text: () => Buffer.concat(written).toString(),
    write(bytes: Uint8Array) {
      written.push(bytes);
      return false;
    },
    end() {
      isEnded = true;
    },
    on(event: "drain" | "close", listener: () => void) {
      listeners[event] = listener;
    },
    socket: { resetAndDestroy: () => resets++ },
  };
}

function setUp() {
  const stage = startTestRuntime();
  stage.reader.apply(ks("a"));
  stage.clock.advance(100);
  const response = createResponse();
  writeStream(stage.runtime.stream.open({ lastRevision: null, encoding: "identity" }), response);
  return { ...stage, response };
}

describe("writeStream", () => {
  it("waits for the response after each write, and goes on when there is more", () => {
    const { response, reader, clock } = setUp();
    expect(response.written).toHaveLength(1);
    for (let turn = 0; turn < 5; turn++) response.listeners.drain();
    expect(response.text()).toContain("event: snapshot");
    const before = response.written.length;
    reader.apply(ks("b"));
    clock.advance(100);
    expect(response.written).toHaveLength(before + 1);
    expect(response.text()).toContain("event: patch");
  });

  it("resets the line of one that takes nothing", () => {
    const { response, clock, runtime } = setUp();
    clock.advance(8_000);
    expect(response.resets()).toBe(1);
    expect(runtime.stream.size).toBe(0);
  });

  it("leaves with the reader, and ends with the server once all is written", async () => {
    const { response, runtime } = setUp();
    const other = createResponse();
    writeStream(runtime.stream.open({ lastRevision: null, encoding: "identity" }), other);
    other.listeners.close();
    expect(runtime.stream.size).toBe(1);
    await runtime.stop();
    expect(response.isEnded()).toBe(false);
    for (let turn = 0; turn < 5; turn++) response.listeners.drain();
    expect(response.isEnded()).toBe(true);
    expect(response.text()).toMatch(/retry: \d+\n\n$/);
  });
});
