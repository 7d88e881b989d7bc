import { describe, expect, it } from "vitest";
import { createFleet, parseGraph, toTopology } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { Topology } from "./layout-engine.ts";
import { findFaults, findHiddenEdges } from "./picture-checks.test-support.ts";
import { toSvg } from "./picture-svg.test-support.ts";

const leaves = (count: number, toEdge: (leaf: string) => string) =>
  Array.from({ length: count }, (_, index) => toEdge(`n${String(index).padStart(2, "0")}`)).join(" ");

/** Small graphs of every shape that is met; the pictures lie in testdata, to be looked at when they change. */
const GRAPHS: readonly (readonly [name: string, graph: Topology])[] = [
  ["chain", parseGraph("a>b b>c c>d d>e")],
  ["diamond", parseGraph("a>b a>c b>d c>d a>d d>e")],
  ["hub", parseGraph(leaves(30, (leaf) => `hub>${leaf}`))],
  ["sink", parseGraph(leaves(14, (leaf) => `${leaf}>all`))],
  ["cycle", parseGraph("base>a a>b b>c c>a c>after self>self")],
  ["tree", parseGraph("r>a r>b r>c a>a1 a>a2 a>a3 b>b1 b>b2 c>c1 c1>c2")],
  ["long-edges", parseGraph("crds>a a>b b>c c>d d>e crds>c crds>d crds>e ns>b ns>e x>e")],
  [
    "dense",
    parseGraph(["a", "b", "c", "d"].flatMap((from) => ["w", "x", "y", "z"].map((to) => `${from}>${to}`)).join(" ")),
  ],
  [
    "many-small",
    toTopology(
      Array.from({ length: 40 }, (_, index) => `n${String(index).padStart(2, "0")}`),
      Array.from({ length: 12 }, (_, index) => ({
        from: `n${String(2 * index).padStart(2, "0")}`,
        to: `n${String(2 * index + 1).padStart(2, "0")}`,
      })),
    ),
  ],
  ["fleet", createFleet(60, 4)],
];

describe("pictures that are kept", () => {
  it.each(GRAPHS)("%s", async (name, graph) => {
    const picture = new LayeredEngine().layout({ ...graph, aspect: 1.425 });
    expect(findFaults(picture, graph)).toEqual([]);
    if (name !== "cycle") expect(findHiddenEdges(picture)).toEqual([]);
    await expect(toSvg(picture)).toMatchFileSnapshot(`./testdata/${name}.svg`);
  });
});
