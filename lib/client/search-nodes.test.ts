import { describe, expect, it } from "vitest";
import { searchNodes } from "./search-nodes.ts";
import { SAMPLE } from "./snapshot.test-support.ts";
import { compareByName, compareNewestFirst, sortWorstFirst } from "./sort-nodes.ts";

const find = (text: string, limit = 5) =>
  searchNodes(SAMPLE, text, limit).map(({ namespace, name }) => `${namespace}/${name}`);

describe("searchNodes", () => {
  it("puts the very name first, then its beginning, then its middle", () => {
    expect(find("kafka")).toEqual(["data/kafka", "data/kafka-topics"]);
    expect(find("api", 3).every((name) => name.includes("api"))).toBe(true);
    expect(find("redis")[0]).toMatch(/\/redis$/);
  });

  it("finds by namespace, by words in any order, and by letters in order", () => {
    expect(find("data/po")).toEqual(["data/postgres"]);
    expect(find("orders apps")).toContain("apps/orders-api");
    expect(find("dbmig")).toEqual(["data/db-migrations"]);
    expect(find("nothing-like-it")).toEqual([]);
  });

  it("offers the worst when nothing is typed", () => {
    expect(find("", 1)).toEqual(["data/postgres"]);
  });
});

describe("orders of nodes", () => {
  it.each([
    ["newest first", compareNewestFirst],
    ["by name", compareByName],
  ])("%s does not depend on the order before", (_name, compare) => {
    const once = [...SAMPLE.nodes].sort(compare);
    expect([...SAMPLE.nodes].reverse().sort(compare)).toEqual(once);
  });

  it("has the failed before the missing before the blocked, and the ready last", () => {
    const states = [...new Set(sortWorstFirst(SAMPLE.nodes, SAMPLE.problems).map(({ state }) => state))];
    expect(states).toEqual(["failed", "missing", "blocked", "suspended", "progressing", "ready"]);
  });
});
