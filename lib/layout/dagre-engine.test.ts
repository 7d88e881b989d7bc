import { describe, expect, it } from "vitest";
import { DagreEngine } from "./dagre-engine.ts";
import { createFleet, parseGraph } from "./graphs.test-support.ts";
import { LayeredEngine } from "./layered-engine.ts";
import { toEdgeKey } from "./layout-engine.ts";
import { findFaults, findHiddenEdges } from "./picture-checks.test-support.ts";
import { toTopologyKey } from "./topology-key.ts";

describe("the engine that orders by dagre", { timeout: 60_000 }, () => {
  it.each([
    ["nothing", { nodes: [], edges: [] }],
    ["a cycle", parseGraph("base>a a>b b>c c>a")],
    ["a fleet of 60", createFleet(60)],
    ["a fleet of 250", createFleet(250, 2)],
  ])("draws %s rightly", (_, topology) => {
    const picture = new DagreEngine().layout({ ...topology, aspect: 1.425 });
    expect(findFaults(picture, topology)).toEqual([]);
    const loops = topology.edges.filter(({ from, to }) =>
      topology.nodes.some(
        ({ id, wave }) => id === from && topology.nodes.some((node) => node.id === to && node.wave === wave),
      ),
    );
    const edges = new Map(picture.edges);
    for (const { from, to } of loops) edges.delete(toEdgeKey(from, to));
    expect(findHiddenEdges({ ...picture, edges })).toEqual([]);
  });

  it("goes on with a picture of the other engine, as the other does with its own", () => {
    const topology = createFleet(60);
    const [dagre, layered] = [new DagreEngine(), new LayeredEngine()];
    const first = layered.layout({ ...topology, aspect: 1 });
    expect(first.key).toBe(toTopologyKey(topology));
    expect(dagre.layout({ ...topology, aspect: 1, previous: first })).toBe(first);
  });
});
