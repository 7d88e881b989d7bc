import { describe, expect, it } from "vitest";
import { edge, id, node, snapshot } from "#components/problems/graph.test-support.ts";
import { toEdgeKey } from "#lib/layout/layout-engine.ts";
import { findFlows, MOST_FLOWS } from "./find-flows.ts";

const drawnAs = (...pairs: readonly (readonly [string, string])[]) =>
  new Map(pairs.map(([from, to]) => [toEdgeKey(id(from), id(to)), [0, 0, 1, 1]]));

describe("findFlows", () => {
  it("runs from what is ready to what is being worked on, and over nothing else", () => {
    const nodes = [node("a/1"), node("a/2", { state: "progressing" }), node("a/3", { state: "blocked" }), node("a/4")];
    const edges = [edge("a/1 -> a/2", "satisfied"), edge("a/2 -> a/3"), edge("a/1 -> a/4", "satisfied")];
    const drawn = drawnAs(["a/1", "a/2"], ["a/2", "a/3"], ["a/1", "a/4"]);
    expect(findFlows(snapshot(nodes, edges), drawn)).toEqual([toEdgeKey(id("a/1"), id("a/2"))]);
    expect(findFlows(snapshot(nodes, edges), new Map())).toEqual([]);
  });

  it("does not run over an edge that still holds up", () => {
    const nodes = [node("a/1", { state: "failed" }), node("a/2", { state: "progressing" })];
    expect(findFlows(snapshot(nodes, [edge("a/1 -> a/2")]), drawnAs(["a/1", "a/2"]))).toEqual([]);
  });

  it("is never more than the eye can follow", () => {
    const names = Array.from({ length: 100 }, (_, at) => `b/${at}`);
    const nodes = [node("a/1"), ...names.map((name) => node(name, { state: "progressing" }))];
    const edges = names.map((name) => edge(`a/1 -> ${name}`, "satisfied"));
    const drawn = drawnAs(...names.map((name) => ["a/1", name] as const));
    expect(findFlows(snapshot(nodes, edges), drawn)).toHaveLength(MOST_FLOWS);
  });
});
