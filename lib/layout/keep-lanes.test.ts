import { describe, expect, it } from "vitest";
import { createFleet, parseGraph, toTopology } from "./graphs.test-support.ts";
import { keepLanes } from "./keep-lanes.ts";
import { LayeredEngine } from "./layered-engine.ts";
import type { Topology } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";
import { findOldSpots } from "./old-spots.ts";
import { readTopology } from "./read-topology.ts";

const ASPECT = 1140 / 800;

/** Draws a graph, and bundles the lanes of another after its largest area. */
function keepAfter(before: Topology, after: Topology) {
  const picture = new LayeredEngine().layout({ ...before, aspect: ASPECT });
  const area = picture.areas.reduce((largest, next) => (next.count > largest.count ? next : largest));
  const known = new Set(area.nodes);
  const left = after.edges.filter(({ from, to }) => known.has(from) || known.has(to));
  const ids = new Set(left.flatMap(({ from, to }) => [from, to]));
  const nodes = after.nodes.filter(({ id }) => ids.has(id));
  return { picture, area, graph: keepLanes(readTopology({ nodes, edges: left }), picture, area) };
}

describe("keepLanes", () => {
  it.each([1, 2, 3, 4, 5])("gives each line of the earlier picture one lane (%i)", (seed) => {
    const fleet = createFleet(120, seed);
    const { picture, area, graph } = keepAfter(fleet, fleet);
    const { middles } = findOldSpots(graph, picture, area);
    const lanes = Array.from(graph.columnOf, (column, item) => [graph.sourceOf[item], column, middles[item]].join(" "));
    const own = lanes.slice(graph.cards);
    expect(own.length).toBeGreaterThan(0);
    expect(new Set(own).size).toBe(own.length);
    expect(middles.every((middle) => !Number.isNaN(middle))).toBe(true);
  });

  it.each([1, 2, 3])("leads every edge through the columns that it passes (%i)", (seed) => {
    const fleet = createFleet(90, seed);
    const [first, last] = [fleet.nodes[0]?.id ?? "", fleet.nodes.at(-1)?.id ?? ""];
    const ids = [...fleet.nodes.map(({ id }) => id), "Kustomization/z/new"];
    const more = [first, last].map((from) => ({ from, to: "Kustomization/z/new" }));
    const { graph } = keepAfter(fleet, toTopology(ids, [...fleet.edges, ...more]));
    const { columnOf, laneStarts, lanes, sourceOf, topology } = graph;
    for (let edge = 0; edge < topology.from.length; edge++) {
      const start = intAt(topology.from, edge);
      const passed = [...lanes.subarray(intAt(laneStarts, edge), intAt(laneStarts, edge + 1))];
      expect(passed.map((lane) => columnOf[lane])).toEqual(passed.map((_, step) => intAt(columnOf, start) + 1 + step));
      expect(passed.every((lane) => sourceOf[lane] === start)).toBe(true);
    }
  });

  it("joins a new long edge with what its node has", () => {
    const before = parseGraph("a>b b>c c>d a>d");
    const { graph } = keepAfter(before, parseGraph("a>b b>c c>d a>d a>e c>e"));
    expect(graph.columnOf.length - graph.cards).toBe(2);
  });
});
