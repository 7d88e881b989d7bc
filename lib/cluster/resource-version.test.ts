import { describe, expect, it } from "vitest";
import { isNewer } from "./resource-version.ts";

describe("isNewer", () => {
  it.each([
    ["10", "9", true],
    ["9", "10", false],
    ["10", "10", false],
    ["0010", "9", true],
    ["18446744073709551615", "18446744073709551614", true],
    ["abc", "9", null],
    ["9", "", null],
  ])("%s after %s: %s", (version, than, expected) => expect(isNewer(version, than)).toBe(expected));
});
