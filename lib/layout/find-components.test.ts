import { describe, expect, it } from "vitest";
import { findComponents } from "./find-components.ts";
import { parseGraph } from "./graphs.test-support.ts";
import { readTopology } from "./read-topology.ts";

const find = (text: string) => findComponents(readTopology(text === "" ? { nodes: [], edges: [] } : parseGraph(text)));

describe("components", () => {
  it.each([
    ["", [], []],
    ["a>b c>d", ["a b", "c d"], []],
    ["a>b b>c d e", ["a b c"], ["d", "e"]],
    ["a>c b>c", ["a b c"], []],
    ["a>b c>d b>d", ["a b c d"], []],
    ["z>a y>b", ["a z", "b y"], []],
    ["a>a b", ["a"], ["b"]],
  ])("of %s", (text, connected, isolated) => {
    const found = find(text);
    expect(found.connected.map(({ ids }) => ids.join(" "))).toEqual(connected);
    expect(found.isolated).toEqual(isolated);
  });

  it("takes each edge along with its nodes, and the waves", () => {
    const { connected } = find("a>b c>d a>b2 b2>b3");
    const edges = connected.map(({ ids, from, to }) =>
      Array.from(from, (start, edge) => `${ids[start]}>${ids[to[edge] ?? -1]}`),
    );
    expect(edges).toEqual([["a>b", "a>b2", "b2>b3"], ["c>d"]]);
    expect(connected.map(({ waves }) => [...waves])).toEqual([
      [0, 1, 1, 2],
      [0, 1],
    ]);
  });

  it("follows a chain of 20,000 without recursion", () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => `n${index + 1}>n${index}`).join(" ");
    expect(find(chain).connected).toHaveLength(1);
  });
});
