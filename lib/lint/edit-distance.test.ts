import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findMeant, isWithinEdits } from "./edit-distance.ts";

/** The whole table, as the books have it. */
function countEdits(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let line = 1; line <= from.length; line++) {
    const next = [line];
    for (let column = 1; column <= to.length; column++) {
      const change = (row[column - 1] ?? 0) + (from[line - 1] === to[column - 1] ? 0 : 1);
      next.push(Math.min(change, (row[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

describe("isWithinEdits", () => {
  it("agrees with the whole table", () => {
    const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 8 });
    fc.assert(
      fc.property(word, word, fc.nat(4), (from, to, allowed) => {
        expect(isWithinEdits(from, to, allowed)).toBe(countEdits(from, to) <= allowed);
      }),
    );
  });
});

describe("findMeant", () => {
  it.each<[string, string[], string | null]>([
    ["deep-chian", ["deep-chain", "cycle"], "deep-chain"],
    ["cicle", ["cycle", "cable"], "cycle"],
    ["redis", ["redis1", "redis2"], null],
    ["redis", ["redis1", "rediss22"], "redis1"],
    ["db", ["dbs"], "dbs"],
    ["db", ["web"], null],
    ["apps", ["apps-two"], null],
    ["apps", [], null],
  ])("for %s among %j is %s", (name, names, meant) => expect(findMeant(name, names)).toBe(meant));
});
