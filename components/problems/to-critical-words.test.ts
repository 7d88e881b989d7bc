import { expect, it } from "vitest";
import { id } from "./graph.test-support.ts";
import { toCriticalWords } from "./to-critical-words.ts";

const path = { checks: 2, seconds: 109, at: null, nodes: [id("a/first"), id("a/end")] };

it.each([
  [path, "Once mended, up to 1 min 49 s to the last. (first → end)"],
  [{ ...path, at: "2026-01-01T00:00:00Z" }, "Still up to 1 min 49 s to the last. (first → end)"],
  [{ ...path, nodes: [id("a/first")] }, null],
  [{ ...path, nodes: [] }, null],
  [{ ...path, seconds: 0 }, null],
  [null, null],
  [undefined, null],
])("%j: %s", (ahead, expected) => {
  const said = toCriticalWords(ahead);
  expect(said === null ? null : `${said.words} (${said.way})`).toBe(expected);
});
