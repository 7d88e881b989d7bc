import { describe, expect, it } from "vitest";
import { findMeant } from "./edit-distance.ts";

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
