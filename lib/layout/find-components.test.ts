import { describe, expect, it } from "vitest";
import { findComponents } from "./find-components.ts";
import { parseGraph } from "./graphs.test-support.ts";

describe("components", () => {
  it.each([
    ["nothing", [], []],
    ["a>b c>d", ["a b", "c d"], []],
    ["a>b b>c d e", ["a b c"], ["d", "e"]],
    ["a>c b>c", ["a c b"], []],
    ["a>b c>d b>d", ["a b c d"], []],
    ["a>a b", ["a"], ["b"]],
  ])("of %s", (text, connected, isolated) => {
    const found = findComponents(text === "nothing" ? { nodes: [], edges: [] } : parseGraph(text));
    expect(found.connected.map(({ nodes }) => nodes.map(({ id }) => id).join(" "))).toEqual(connected);
    expect(found.isolated).toEqual(isolated);
  });

  it("takes each edge along with its nodes", () => {
    const { connected } = findComponents(parseGraph("a>b c>d a>b2"));
    expect(connected.map(({ edges }) => edges.length)).toEqual([2, 1]);
  });

  it("follows a chain of 20,000 without recursion", () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `n${index + 1}>n${index}`).join(" ");
    expect(findComponents(parseGraph(text)).connected).toHaveLength(1);
  });
});
