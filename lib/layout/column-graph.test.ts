import { describe, expect, it } from "vitest";
import { buildColumnGraph } from "./column-graph.ts";
import { parseGraph } from "./graphs.test-support.ts";
import { readTopology } from "./read-topology.ts";

const build = (text: string) => buildColumnGraph(readTopology(parseGraph(text)));
const trunksOf = (text: string) =>
  build(text).items.flatMap(({ node, source, column }) => (node === null ? [`${source}@${column}`] : []));

describe("columns of a component", () => {
  it.each([
    ["short edges need no trunk", "a>b b>c", []],
    ["an edge over one wave passes it in a trunk", "a>b b>c a>c", ["a@1"]],
    ["over two waves, in two", "a>b b>c c>d a>d", ["a@1", "a@2"]],
    ["long edges of one node share one", "a>b b>c b>d c>e d>f a>c a>d a>e a>f", ["a@1", "a@2"]],
    ["of two nodes do not", "a>b b>c x>b a>c x>c", ["a@1", "x@1"]],
  ])("%s", (_, text, trunks) => {
    expect(trunksOf(text).sort()).toEqual(trunks);
  });

  it("leads each edge from column to column", () => {
    const { routes, items } = build("a>b b>c c>d a>d");
    const route = routes.find(({ from, to }) => from === "a" && to === "d");
    expect(route?.items.map((item) => items[item]?.column)).toEqual([0, 1, 2, 3]);
  });

  it("links only neighbouring columns, each pair once", () => {
    const { links, items } = build("a>b b>c c>d a>d a>c b>d");
    for (const { from, to } of links) expect((items[to]?.column ?? 0) - (items[from]?.column ?? 0)).toBe(1);
    expect(new Set(links.map(({ from, to }) => `${from} ${to}`)).size).toBe(links.length);
  });

  it("takes edges within a wave, and to oneself, apart", () => {
    const { loops, routes } = build("base>a a>b b>a a>a");
    expect(loops.map(({ from, to }) => `${from}>${to}`).sort()).toEqual(["a>a", "a>b", "b>a"]);
    expect(routes).toHaveLength(1);
  });

  it("closes up waves that are not there", () => {
    const nodes = [
      { id: "a", wave: 1 },
      { id: "b", wave: 4 },
    ];
    const { waves, routes } = buildColumnGraph({ nodes, edges: [{ from: "a", to: "b" }] });
    expect(waves).toEqual([1, 4]);
    expect(routes[0]?.items).toHaveLength(2);
  });
});
