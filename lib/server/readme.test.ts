import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { VARIABLES } from "./configuration.ts";

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The cells of a table's rows, without the spaces that the formatter pads them with. */
function readTable(heading: string): string[][] {
  const section = README.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("|"));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe("the README's table of the configuration", () => {
  it("names every variable with what it is for, and no other", () => {
    const expected = Object.entries(VARIABLES).map(([name, [, what]]) => [`\`${name}\``, what]);
    expect(readTable("Configuration")).toEqual(expected);
  });
});
