import { describe, expect, it } from "vitest";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "./bare-node.ts";
import { countStates, filterSnapshot } from "./filter.ts";
import type { GraphEdge, Snapshot } from "./model.ts";
import { indexSnapshot } from "./snapshot-index.ts";
import { findBetween, findDownstream, findUpstream } from "./traversal.ts";

const id = (name: string) => toObjectId("Kustomization", name < "c" ? "low" : "high", name);
const edge = (from: string, to: string, state: GraphEdge["state"] = "satisfied"): GraphEdge => ({
  from: id(from),
  to: id(to),
  state,
  rule: "readiness",
  why: "",
});
const names = (ids: Iterable<ObjectId>) =>
  [...ids]
    .map((one) => one.at(-1))
    .sort()
    .join("");

const nodes = ["a", "b", "c", "d", "e"].map((name) => {
  const state = name === "c" ? ("failed" as const) : ("ready" as const);
  return buildBareNode({
    id: id(name),
    cluster: "x",
    kind: "Kustomization",
    namespace: name < "c" ? "low" : "high",
    name,
    state,
  });
});
const edges = [
  edge("a", "b"),
  edge("b", "c", "blocking"),
  edge("c", "d"),
  edge("a", "d"),
  edge("d", "b"),
  edge("d", "e"),
];
const snapshot: Snapshot = {
  schema: 1,
  revision: "1",
  at: "",
  clusters: [],
  nodes,
  edges,
  cycles: [],
  problems: [
    {
      id: "failed:c",
      kind: "failed",
      nodes: [id("c")],
      headline: "",
      words: "",
      blocked: [id("b")],
      since: null,
      next: { what: "nothing", at: null, every: null },
    },
  ],
  findings: [],
  counts: countStates(nodes),
};
const index = indexSnapshot(snapshot);

describe("traversal", () => {
  it("finds what is upstream and downstream, through cycles, without the start", () => {
    expect(names(findUpstream(index, id("c")))).toBe("abd");
    expect(names(findDownstream(index, id("d")))).toBe("bce");
    expect(names(findDownstream(index, id("e")))).toBe("");
  });

  it("goes only over edges that pass", () => {
    expect(names(findDownstream(index, id("b"), ({ state }) => state === "blocking"))).toBe("c");
  });

  it("finds all that lies between", () => {
    expect(names(findBetween(index, [id("a")], id("c")))).toBe("abcd");
    expect(names(findBetween(index, [id("e")], id("c")))).toBe("");
  });

  it("indexes a snapshot once", () => expect(indexSnapshot(snapshot)).toBe(index));
});

describe("filterSnapshot", () => {
  it("gives the very snapshot when nothing is asked for", () => {
    expect(filterSnapshot(snapshot, { namespaces: [], states: [] })).toBe(snapshot);
  });

  it("keeps nodes, the edges between them, and what speaks of them", () => {
    const low = filterSnapshot(snapshot, { namespaces: ["low"], states: [] });
    expect(low.nodes.map(({ name }) => name)).toEqual(["a", "b"]);
    expect(low.edges).toEqual([edges[0]]);
    expect(low.problems).toHaveLength(1);
    expect(low.counts.ready).toBe(2);
    expect(filterSnapshot(snapshot, { namespaces: [], states: ["failed"] }).nodes.map(({ name }) => name)).toEqual([
      "c",
    ]);
    expect(filterSnapshot(snapshot, { namespaces: ["high"], states: ["suspended"] }).problems).toEqual([]);
  });

  it("keeps the longest way ahead only where it is whole", () => {
    const ahead = { nodes: [id("a"), id("b")], checks: 1, seconds: 30, at: null };
    const filter = (namespaces: string[]) => filterSnapshot({ ...snapshot, ahead }, { namespaces, states: [] }).ahead;
    expect(filter(["low"])).toBe(ahead);
    expect(filter(["high"])).toBeNull();
  });
});
