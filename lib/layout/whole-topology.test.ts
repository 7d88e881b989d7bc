import { describe, expect, it } from "vitest";
import { createFleet } from "./graphs.test-support.ts";
import type { Topology } from "./layout-engine.ts";
import { readTopology } from "./read-topology.ts";
import { keepTopology, toWholeTopology } from "./whole-topology.ts";

const fleet = createFleet(40);
const copy = ({ nodes, edges }: Topology): Topology => ({
  nodes: nodes.map((node) => ({ ...node })),
  edges: edges.map((edge) => ({ ...edge })),
});

describe("the whole of a snapshot", () => {
  it("is the same object for the same snapshot, whoever asks", () => {
    expect(toWholeTopology(fleet)).toEqual(readTopology(fleet));
    expect(toWholeTopology(fleet)).toBe(toWholeTopology(fleet));
    expect(toWholeTopology(copy(fleet))).not.toBe(toWholeTopology(fleet));
  });

  it("stays the same object from snapshot to snapshot, for as long as ids, waves and edges are the same", () => {
    const select = keepTopology(toWholeTopology);
    const first = select(fleet);
    const second = copy(fleet);
    expect(select(second)).toBe(first);
    // What has not changed is not looked into again: the last snapshot counts, not the first.
    expect(select({ ...second, nodes: [...second.nodes] })).toBe(first);
  });

  it.each<[string, (topology: Topology) => Topology]>([
    ["a node less", ({ nodes, edges }) => ({ nodes: nodes.slice(1), edges })],
    ["another name", ({ nodes, edges }) => ({ nodes: nodes.with(3, { id: "other", wave: 0 }), edges })],
    [
      "another wave",
      ({ nodes, edges }) => ({ nodes: nodes.map((node, at) => (at === 3 ? { ...node, wave: 9 } : node)), edges }),
    ],
    ["an edge less", ({ nodes, edges }) => ({ nodes, edges: edges.slice(1) })],
    [
      "an edge from elsewhere",
      ({ nodes, edges }) => ({ nodes, edges: edges.map((edge, at) => (at === 0 ? { ...edge, from: "other" } : edge)) }),
    ],
  ])("is another with %s", (_, change) => {
    const select = keepTopology(toWholeTopology);
    const first = select(fleet);
    const next = change(fleet);
    expect(select(next)).toEqual(readTopology(next));
    expect(select(next)).not.toBe(first);
  });
});
