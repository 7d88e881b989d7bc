import { describe, expect, it } from "vitest";
import { findTarget } from "./find-target.ts";

describe("findTarget", () => {
  it.each([
    ["ArrowDown", 3, 4],
    ["ArrowDown", 9, 9],
    ["ArrowUp", 3, 2],
    ["ArrowUp", 0, 0],
    ["PageDown", 3, 8],
    ["PageDown", 7, 9],
    ["PageUp", 7, 2],
    ["PageUp", 3, 0],
    ["Home", 5, 0],
    ["End", 5, 9],
    ["a", 5, null],
  ])("%s from %i of 10 with 5 on a page leads to %s", (key, place, expected) => {
    expect(findTarget(key, place, 10, 5)).toBe(expected);
  });
});
