import { describe, expect, it } from "vitest";
import { formatSort, parseSort } from "./sort-text.ts";

const COLUMNS = ["state", "blocks"];

describe("parseSort", () => {
  it.each([
    ["blocks", { column: "blocks", descending: false }],
    ["-blocks", { column: "blocks", descending: true }],
    ["--blocks", null],
    ["size", null],
    ["", null],
  ])("%j", (text, expected) => {
    expect(parseSort(text, COLUMNS)).toEqual(expected);
  });

  it.each(["state", "-state"])("comes back from %s", (text) => {
    const sort = parseSort(text, COLUMNS);
    expect(sort === null ? null : formatSort(sort)).toBe(text);
  });
});
