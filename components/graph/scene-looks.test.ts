import { describe, expect, it } from "vitest";
import { toObjectId } from "#lib/flux/object-id.ts";
import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import { toEdgeLook } from "./edge-look.ts";
import { sample, sampleId, samplePicture } from "./sample-picture.test-support.ts";
import { buildScene } from "./scene.ts";
import { EDGE_LOOKS, SceneLooks, toState } from "./scene-looks.ts";

const scene = buildScene(samplePicture);
const change = (id: string, given: Partial<GraphNode>): Snapshot => ({
  ...sample,
  nodes: sample.nodes.map((node) => (node.id === id ? { ...node, ...given } : node)),
});

describe("SceneLooks", () => {
  it("has the state of every node and the look of every edge", () => {
    const looks = new SceneLooks(scene);
    expect(looks.update(sample).all).toBe(true);
    for (const { id, state } of sample.nodes) expect(toState(looks.states[scene.indexOf.get(id) ?? -1])).toBe(state);
    for (const { from, to } of sample.edges) {
      const edge = scene.rows.findEdge(from, to);
      expect(EDGE_LOOKS[looks.edges[edge] ?? -1]).toBe(toEdgeLook(sample, from, to));
    }
    expect(looks.rings).toHaveLength(1);
  });

  it("has them in any order, and beside edges that lead to nothing", () => {
    const [first] = sample.edges;
    if (first === undefined) throw new Error("no edge");
    const lost = { ...first, from: toObjectId("Kustomization", "gone", "gone", null) };
    const inOrder = new SceneLooks(scene);
    inOrder.update(sample);
    for (const edges of [sample.edges.toReversed(), [lost, ...sample.edges]]) {
      const looks = new SceneLooks(scene);
      looks.update({ ...sample, edges });
      expect(looks.edges).toEqual(inOrder.edges);
    }
  });

  it("finds of a change of one state that node alone", () => {
    const looks = new SceneLooks(scene);
    looks.update(sample);
    const id = sampleId("loki");
    const { nodes, edges, all } = looks.update(change(id, { state: "failed" }));
    expect([nodes, edges, all]).toEqual([[scene.indexOf.get(id)], [], false]);
    expect(looks.loudNodes.has(scene.indexOf.get(id) ?? -1)).toBe(true);
  });

  it("finds nothing of a change that does not show", () => {
    const looks = new SceneLooks(scene);
    looks.update(sample);
    expect(looks.update(change(sampleId("loki"), { message: "another" })).nodes).toEqual([]);
  });

  it("finds an edge of another state, and what has gone", () => {
    const looks = new SceneLooks(scene);
    looks.update(sample);
    const first = sample.edges.find(({ state }) => state === "satisfied");
    const edges = sample.edges.map((edge) => (edge === first ? { ...edge, state: "blocking" as const } : edge));
    expect(looks.update({ ...sample, edges }).edges).toEqual([scene.rows.findKey(`${first?.from}\n${first?.to}`)]);
    const less = looks.update({ ...sample, edges, nodes: sample.nodes.slice(1) });
    expect(less.isLess).toBe(true);
    expect(toState(looks.states[less.nodes[0] ?? -1])).toBe(null);
  });

  it("tells an edge that holds something up from one that only would, by the state of what comes after it", () => {
    const looks = new SceneLooks(scene);
    looks.update(sample);
    const [from, to] = [sampleId("postgres"), sampleId("db-migrations")];
    const edge = scene.rows.findEdge(from, to);
    const lookOf = () => EDGE_LOOKS[looks.edges[edge] ?? -1];
    expect(lookOf()).toBe("blocking");
    const ready = change(to, { state: "ready" });
    expect(looks.update(ready).edges).toEqual([edge]);
    expect([lookOf(), toEdgeLook(ready, from, to)]).toEqual(["would-block", "would-block"]);
    expect(looks.update(sample).edges).toEqual([edge]);
    expect(lookOf()).toBe("blocking");
    expect(looks.loudEdges.has(edge)).toBe(true);
  });

  it("has loud exactly what is not well", () => {
    const looks = new SceneLooks(scene);
    looks.update(sample);
    const loud = sample.nodes.filter(({ state, blocks }) => state !== "ready" || blocks.now > 0);
    expect(looks.loudNodes.size).toBe(loud.length);
  });
});
