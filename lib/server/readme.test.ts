import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "./configuration.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

describe("the README's table of the configuration", () => {
  it("names every variable with what it is for, and no other", () => {
    const table = /\| variable \| what \|\n\|---\|---\|\n((?:\|.*\n)+)/.exec(README)?.[1] ?? "";
    const rows = Object.entries(VARIABLES).map(([name, [, what]]) => `| \`${name}\` | ${what} |`);
    expect(table.trim().split("\n")).toEqual(rows);
  });
});
