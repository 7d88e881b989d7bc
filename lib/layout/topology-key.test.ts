import { describe, expect, it } from "vitest";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { toTopologyKey } from "./topology-key.ts";

describe("the key of a topology", () => {
  const graph = parseGraph("a>b b>c d");

  it("is the same for any order, and for repeated or dangling edges", () => {
    const key = toTopologyKey(graph);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(toTopologyKey({ nodes: graph.nodes.toReversed(), edges: graph.edges.toReversed() })).toBe(key);
    const edges = [...graph.edges, ...graph.edges, { from: "a", to: "nowhere" }];
    expect(toTopologyKey({ ...graph, edges })).toBe(key);
  });

  it.each([
    ["a node more", parseGraph("a>b b>c d e")],
    ["a node less", parseGraph("a>b b>c")],
    ["an edge more", parseGraph("a>b b>c a>c d")],
    ["an edge the other way", parseGraph("b>a b>c d")],
    ["another name", parseGraph("a>b b>c d2")],
    ["another wave", { ...graph, nodes: graph.nodes.map((node) => ({ ...node, wave: node.wave + 1 })) }],
  ])("is another with %s", (_, other) => {
    expect(toTopologyKey(other)).not.toBe(toTopologyKey(graph));
  });

  it("differs between fleets that are alike", () => {
    expect(new Set(Array.from({ length: 200 }, (_, seed) => toTopologyKey(createFleet(40, seed)))).size).toBe(200);
  });
});
