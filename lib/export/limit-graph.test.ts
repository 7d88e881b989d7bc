import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { toExportGraph } from "./export-graph.ts";
import { fleetOf, snapshotOf } from "./graphs.test-support.ts";
import { limitGraph } from "./limit-graph.ts";

const graph = toExportGraph(
  snapshotOf([...fleetOf(40), ks("broken", { ready: { status: "False", reason: "BuildFailed" } }), ks("alone")]),
  "cluster",
);

describe("limitGraph", () => {
  it("gives the same graph when nothing is too much", () => {
    expect(limitGraph(graph, { nodes: 42, edges: graph.edges.length })).toBe(graph);
  });

  it.each([
    [{ nodes: 10, edges: 1000 }],
    [{ nodes: 1000, edges: 7 }],
    [{ nodes: 1, edges: 0 }],
    [{ nodes: 0, edges: 0 }],
  ])("keeps within %o, with both ends of every edge, and counts the rest", (limits) => {
    const limited = limitGraph(graph, limits);
    const ids = new Set(limited.nodes.map(({ id }) => id));
    expect(limited.nodes.length).toBeLessThanOrEqual(limits.nodes);
    expect(limited.edges.length).toBeLessThanOrEqual(limits.edges);
    expect(limited.edges.filter(({ from, to }) => !ids.has(from) || !ids.has(to))).toEqual([]);
    expect(limited.leftOut).toBe(42 - limited.nodes.length);
  });

  it("keeps what is in trouble, and lets go first of what has no edge", () => {
    expect(limitGraph(graph, { nodes: 1, edges: 9 }).nodes.map(({ name }) => name)).toEqual(["broken"]);
    expect(limitGraph(graph, { nodes: 41, edges: 900 }).nodes.map(({ name }) => name)).not.toContain("alone");
  });

  it("adds up what was left out before", () => {
    expect(limitGraph(limitGraph(graph, { nodes: 20, edges: 99 }), { nodes: 5, edges: 99 }).leftOut).toBe(37);
  });
});
