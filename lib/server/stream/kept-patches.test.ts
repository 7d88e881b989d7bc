import { describe, expect, it } from "vitest";
import { toMessage } from "./event-message.ts";
import { KeptPatches } from "./kept-patches.ts";

function keep(count: number, length: number) {
  const patches = new KeptPatches();
  const messages = Array.from({ length: count }, (_, index) => toMessage(`${index}`));
  messages.forEach((message, index) => {
    patches.add({ from: String(index), message, length });
  });
  return { patches, messages };
}

describe("KeptPatches", () => {
  it("gives what leads from a revision to the newest", () => {
    const { patches, messages } = keep(5, 10);
    expect(patches.since("0")).toEqual(messages);
    expect(patches.since("3")).toEqual(messages.slice(3));
  });

  it.each(["5", "-1", "of another process"])("does not know the revision %s", (revision) => {
    expect(keep(5, 10).patches.since(revision)).toBeNull();
  });

  it.each([
    ["two hundred", 10, 200],
    ["two million characters", 100_000, 20],
  ])("keeps at most %s", (_what, length, kept) => {
    const { patches } = keep(500, length);
    expect(patches.since(String(500 - kept))).toHaveLength(kept);
    expect(patches.since(String(500 - kept - 1))).toBeNull();
  });
});
