import { expect, it } from "vitest";
import { problem } from "./graph.test-support.ts";
import { toCardAdvice } from "./to-card-advice.ts";

it.each([
  ["cycle", "Cut it."],
  ["failed", "Cut it."],
  ["frozen", "Cut it."],
  ["source", "Cut it."],
  ["suspended", ""],
  ["missing", ""],
] as const)("on the card of one that is %s stands “%s”", (kind, expected) => {
  expect(toCardAdvice(problem(kind, ["a/a"], { advice: "Cut it." }))).toBe(expected);
  expect(toCardAdvice(problem(kind, ["a/a"]))).toBe("");
});
