import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { bundleLanes } from "./bundle-lanes.ts";
import { nameItems, nameLinks } from "./column-graph.test-support.ts";
import { buildColumnGraph } from "./column-graph.ts";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { toNumberedOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";
import { orderColumns } from "./order-columns.ts";
import { orderComponent } from "./order-component.ts";
import { RankedOrder } from "./ranked-order.ts";
import { readTopology } from "./read-topology.ts";

const apart = (text: string) => buildColumnGraph(readTopology(parseGraph(text)), "apart");

describe("lanes that pass through one gap", () => {
  it("are one each to a long edge before", () => {
    expect(
      nameItems(apart("a>b b>c a>c b>d d>e a>e"))
        .filter((name) => name.includes("@"))
        .sort(),
    ).toEqual(["a@1", "a@1", "a@2"]);
  });

  it.each([
    ["are joined", "b x y", ["a>a@1", "a@1>c", "a@1>d"], 1],
    ["stay apart on two sides of a card", "x b y", ["a>a@1", "a>a@1", "a@1>c", "a@1>d"], 2],
  ])("%s", (_, middle, links, lanes) => {
    const graph = apart("a>b b>c b>d a>c a>d");
    const [first = -1, second = -1] = [...graph.lanes];
    const itemOf: Record<string, number> = { b: graph.topology.ids.indexOf("b"), x: first, y: second };
    const order = Int32Array.from([0, ...middle.split(" ").map((name) => itemOf[name] ?? -1), 2, 3]);
    const bundled = bundleLanes({ graph, order });
    expect(nameItems(bundled.graph).filter((name) => name.includes("@"))).toHaveLength(lanes);
    expect(
      nameLinks(bundled.graph)
        .filter((name) => name.includes("a@1"))
        .sort(),
    ).toEqual(links);
  });

  it("lead each edge from its node, column by column, to its end", () => {
    fc.assert(
      fc.property(fc.integer({ min: 5, max: 80 }), fc.nat(200), (size, seed) => {
        const graph = buildColumnGraph(readTopology(createFleet(size, seed)), "apart");
        const order = toNumberedOrder(graph);
        const bundled = bundleLanes({ graph, order });
        const { columnOf, sourceOf, laneStarts, lanes, topology } = bundled.graph;
        expect([...bundled.order].sort((a, b) => a - b)).toEqual([...columnOf.keys()]);
        for (const [edge, from] of topology.from.entries()) {
          const path = lanes.subarray(intAt(laneStarts, edge), intAt(laneStarts, edge + 1));
          const first = intAt(columnOf, from);
          expect(Array.from(path, (lane) => columnOf[lane])).toEqual(Array.from(path, (_, step) => first + 1 + step));
          expect(Array.from(path, (lane) => sourceOf[lane])).toEqual(Array.from(path, () => from));
        }
      }),
      { seed: 67, numRuns: 300 },
    );
  });
});

describe("ordering a component", () => {
  const crossings = (text: string, effort: "thorough" | "quick") => {
    const { graph, order } = orderComponent(readTopology(parseGraph(text)), effort, orderColumns);
    return new RankedOrder(graph, order).count();
  };
  // What depends on the hub over a wave, besides on a leaf of its own: one bundle would cross the other leaves.
  const text = ["a", "b", "c", "d"].map((leaf) => `hub>${leaf} ${leaf}>${leaf}2 hub>${leaf}2`).join(" ");

  it("takes lanes apart where that saves crossings", () => {
    expect(crossings(text, "quick")).toBeGreaterThan(0);
    expect(crossings(text, "thorough")).toBe(0);
  });
});
