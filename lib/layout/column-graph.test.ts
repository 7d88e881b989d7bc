import { describe, expect, it } from "vitest";
import { at } from "#lib/graph/adjacency.ts";
import { nameItems, nameLinks, toColumnGraph } from "./column-graph.test-support.ts";

const lanesOf = (text: string) => nameItems(toColumnGraph(text)).filter((name) => name.includes("@"));

describe("columns of a component", () => {
  it.each([
    ["short edges need no lane", "a>b b>c", []],
    ["an edge over one wave passes it in a lane", "a>b b>c a>c", ["a@1"]],
    ["over two waves, in two", "a>b b>c c>d a>d", ["a@1", "a@2"]],
    ["long edges of one node share them", "a>b b>c b>d c>e d>f a>c a>d a>e a>f", ["a@1", "a@2"]],
    ["of two nodes do not", "a>b b>c x>b a>c x>c", ["a@1", "x@1"]],
  ])("%s", (_, text, lanes) => {
    expect(lanesOf(text).sort()).toEqual(lanes);
  });

  it("leads each edge from column to column", () => {
    expect(nameLinks(toColumnGraph("a>b b>c c>d a>d")).sort()).toEqual(
      ["a>b", "b>c", "c>d", "a>a@1", "a@1>a@2", "a@2>d"].sort(),
    );
  });

  it("links only neighbouring columns, each pair once, the same from both sides", () => {
    const graph = toColumnGraph("a>b b>c c>d a>d a>c b>d");
    const { columnOf, left, right } = graph;
    let links = 0;
    for (const [item, column] of columnOf.entries()) {
      for (let link = at(right.starts, item); link < at(right.starts, item + 1); link++, links++) {
        const target = at(right.targets, link);
        expect(at(columnOf, target)).toBe(column + 1);
        expect(left.targets.subarray(at(left.starts, target), at(left.starts, target + 1))).toContain(item);
      }
    }
    expect(links).toBe(left.targets.length);
    expect(new Set(nameLinks(graph)).size).toBe(links);
  });

  it("takes edges within a wave, and to oneself, apart", () => {
    const { loops, topology } = toColumnGraph("base>a a>b b>a a>a");
    const { ids, from, to } = topology;
    const names = Array.from(loops, (edge) => `${ids[at(from, edge)]}>${ids[at(to, edge)]}`);
    expect(names.sort()).toEqual(["a>a", "a>b", "b>a"]);
  });

  it("closes up waves that are not there", () => {
    const nodes = [
      { id: "a", wave: 1 },
      { id: "b", wave: 4 },
    ];
    const graph = toColumnGraph({ nodes, edges: [{ from: "a", to: "b" }] });
    expect([...graph.waves]).toEqual([1, 4]);
    expect(nameItems(graph)).toEqual(["a", "b"]);
  });
});
