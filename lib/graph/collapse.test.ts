import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { toObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "./bare-node.ts";
import { type CollapseChoice, collapseSnapshot } from "./collapse.ts";
import { countStates } from "./filter.ts";
import {
  findLabelKey,
  findWhollyReady,
  groupNodes,
  isGroupId,
  parseGrouping,
  toGroupingWords,
  toGroupLine,
} from "./grouping.ts";
import { type GraphEdge, type GraphNode, NODE_STATES, type NodeState, type Snapshot } from "./model.ts";
import { compareEdges, compareNodes } from "./patch.ts";

const toId = (text: string) => toObjectId("Kustomization", text.split("/")[0] ?? "", text.split("/")[1] ?? "");

function node(text: string, state: NodeState = "ready", given: Partial<GraphNode> = {}): GraphNode {
  const [namespace = "", name = ""] = text.split("/");
  const bare = buildBareNode({ id: toId(text), cluster: "test", kind: "Kustomization", namespace, name, state });
  return { ...bare, source: toObjectId("GitRepository", "flux-system", "fleet"), wait: true, ...given };
}

function edge(text: string, state: GraphEdge["state"] = "satisfied"): GraphEdge {
  const [from = "", to = ""] = text.split(" ");
  return { from: toId(from), to: toId(to), state, rule: "readiness", why: state };
}

function snapshot(nodes: readonly GraphNode[], edges: readonly GraphEdge[] = []): Snapshot {
  return {
    ...{ schema: 1, revision: "1", at: "2026-01-01T00:00:00Z", clusters: [], cycles: [], problems: [], findings: [] },
    nodes: nodes.toSorted(compareNodes),
    edges: edges.toSorted(compareEdges),
    counts: countStates(nodes),
  };
}

const BY_NAMESPACE: CollapseChoice = { by: "namespace", open: [], putAway: false };
const small = snapshot(
  [node("a/1"), node("a/2", "failed"), node("b/1", "blocked"), node("b/2"), node("c/1")],
  [edge("a/1 b/1"), edge("a/2 b/1", "blocking"), edge("a/1 a/2"), edge("b/2 c/1"), edge("a/1 c/1")],
);

describe("collapseSnapshot", () => {
  it("draws a group as one node with the worst state and how many are how", () => {
    const { snapshot: shown, groups } = collapseSnapshot(small, BY_NAMESPACE);
    expect(shown.nodes.map(({ name, state, namespace, wave }) => [name, state, namespace, wave])).toEqual([
      ["a", "failed", "1 failed of 2", 0],
      ["b", "blocked", "1 blocked of 2", 1],
      ["1", "ready", "c", 2],
    ]);
    expect([...groups.values()].map(({ key, members }) => [key, members.length])).toEqual([
      ["a", 2],
      ["b", 2],
    ]);
  });

  it("merges the edges between two groups, worst first, and counts them", () => {
    const { snapshot: shown } = collapseSnapshot(small, BY_NAMESPACE);
    expect(shown.edges.map(({ state, why }) => [state, why])).toEqual([
      ["blocking", "2 dependencies"],
      ["satisfied", "satisfied"],
      ["satisfied", "satisfied"],
    ]);
  });

  it("lets the members of an open group stand for themselves", () => {
    const { snapshot: shown, groups } = collapseSnapshot(small, { ...BY_NAMESPACE, open: ["a"] });
    expect(shown.nodes.map(({ name }) => name)).toEqual(["b", "1", "2", "1"]);
    expect([...groups.values()].map(({ key }) => key)).toEqual(["b"]);
    expect(shown.edges).toHaveLength(5);
  });

  it("gives the snapshot itself where nothing is done to it", () => {
    expect(collapseSnapshot(small, { by: null, open: [], putAway: false }).snapshot).toBe(small);
    expect(collapseSnapshot(small, { ...BY_NAMESPACE, open: ["a", "b"] }).snapshot).toBe(small);
  });

  it("keeps what a change does not touch", () => {
    const before = collapseSnapshot(small, BY_NAMESPACE);
    const next = {
      ...small,
      revision: "2",
      nodes: small.nodes.map((each) => (each.id === toId("b/2") ? node("b/2", "failed") : each)),
    };
    const after = collapseSnapshot(next, BY_NAMESPACE, before).snapshot;
    expect(after.nodes.map((each, at) => each === before.snapshot.nodes[at])).toEqual([true, false, true]);
    expect(after.edges).toBe(before.snapshot.edges);
  });

  it("says what stands for a node that is not drawn", () => {
    const { standIns } = collapseSnapshot(small, BY_NAMESPACE);
    expect(standIns.get(toId("a/2"))).toBe(toObjectId("Group", "namespace", "a"));
    expect(standIns.has(toId("c/1"))).toBe(false);
  });

  it("puts away components in which all is ready, and only those", () => {
    const fleet = snapshot(
      [
        node("a/1"),
        node("a/2"),
        node("b/1"),
        node("b/2", "failed"),
        node("c/1"),
        node("d/1", "ready", { behind: true }),
      ],
      [edge("a/1 a/2"), edge("b/1 b/2")],
    );
    expect([...findWhollyReady(fleet)]).toEqual(["a/1", "a/2", "c/1"].map(toId));
    const { snapshot: shown, putAway } = collapseSnapshot(fleet, { by: null, open: [], putAway: true });
    expect(shown.nodes.map(({ id }) => id)).toEqual(["b/1", "b/2", "d/1"].map(toId));
    expect([putAway, shown.edges.length]).toEqual([3, 1]);
  });

  it("loses no node and no edge, whatever is open", () => {
    const names = fc.tuple(fc.nat(3), fc.nat(5)).map(([space, name]) => `n${space}/x${name}`);
    const fleets = fc.record({
      nodes: fc.uniqueArray(fc.tuple(names, fc.constantFrom(...NODE_STATES)), {
        selector: ([name]) => name,
        minLength: 1,
      }),
      links: fc.uniqueArray(fc.tuple(names, names), { selector: ([from, to]) => `${from} ${to}` }),
      open: fc.subarray(["n0", "n1", "n2", "n3"]),
    });
    fc.assert(
      fc.property(fleets, ({ nodes, links, open }) => {
        const known = new Set(nodes.map(([name]) => name));
        const edges = links.filter(([from, to]) => from !== to && known.has(from) && known.has(to));
        const whole = snapshot(
          nodes.map(([name, state]) => node(name, state)),
          edges.map(([from, to]) => edge(`${from} ${to}`)),
        );
        const { snapshot: shown, groups, standIns } = collapseSnapshot(whole, { ...BY_NAMESPACE, open });
        const members = [...groups.values()].reduce((sum, group) => sum + group.members.length, 0);
        expect(shown.nodes.filter(({ id }) => !isGroupId(id)).length + members).toBe(whole.nodes.length);
        const ids = new Set(shown.nodes.map(({ id }) => id));
        const pairs = new Set(shown.edges.map(({ from, to }) => `${from}\n${to}`));
        for (const { from, to } of whole.edges) {
          const [a, b] = [standIns.get(from) ?? from, standIns.get(to) ?? to];
          expect(ids.has(a) && ids.has(b)).toBe(true);
          expect(a === b || pairs.has(`${a}\n${b}`)).toBe(true);
        }
        expect(pairs.size).toBe(shown.edges.length);
      }),
    );
  });
});

describe("groupNodes", () => {
  it("gathers by source and by owner, and leaves alone what has none", () => {
    const owner = toId("a/owner");
    const nodes = [
      node("a/1", "ready", { owner }),
      node("b/1", "ready", { owner }),
      node("c/1", "ready", { source: null }),
    ];
    expect(groupNodes(nodes, "owner").map(({ label, members }) => [label, members.length])).toEqual([["owner", 2]]);
    expect(groupNodes(nodes, "source").map(({ label, members }) => [label, members.length])).toEqual([["fleet", 2]]);
  });

  it("gathers by a label, and leaves alone what has not got it", () => {
    const labels = { "example.com/team": "shop" };
    const nodes = [node("a/1", "ready", { labels }), node("b/1", "failed", { labels }), node("c/1")];
    const groups = groupNodes(nodes, "label:example.com/team");
    expect(groups.map(({ label, key, members }) => [label, key, members.length])).toEqual([["shop", "shop", 2]]);
    expect(groups.every(({ id }) => isGroupId(id))).toBe(true);
    expect(groupNodes(nodes, "label:team")).toEqual([]);
  });

  it("keeps a label's values of two clusters apart", () => {
    const nodes = ["x", "x", "y", "y"].map((cluster, at) =>
      node(`a/${at}`, "ready", { cluster, labels: { team: "shop" } }),
    );
    expect(groupNodes(nodes, "label:team").map(({ key }) => key)).toEqual(["x:shop", "y:shop"]);
  });

  it("keeps namespaces of two clusters apart", () => {
    const nodes = ["x", "x", "y", "y"].map((cluster, at) => node(`a/${at}`, "ready", { cluster }));
    expect(groupNodes(nodes, "namespace").map(({ key }) => key)).toEqual(["x:a", "y:a"]);
  });

  it("says how they are", () => {
    const [group] = groupNodes([node("a/1"), node("a/2", "blocked"), node("a/3", "failed")], "namespace");
    expect(group && toGroupLine(group)).toBe("1 failed, 1 blocked of 3");
  });
});

describe("parseGrouping", () => {
  it.each(["namespace", "source", "owner", "label:team", "label:example.com/team"])("reads %s", (text) =>
    expect(parseGrouping(text)).toBe(text),
  );

  it.each(["", "label:", "labels:team", "wave", "none"])("reads %j as nothing", (text) =>
    expect(parseGrouping(text)).toBe(null),
  );

  it("has words for each, and the label's key", () => {
    expect([toGroupingWords("source"), findLabelKey("source")]).toEqual(["source", null]);
    expect([toGroupingWords("label:a/b"), findLabelKey("label:a/b")]).toEqual(["label a/b", "a/b"]);
  });
});
