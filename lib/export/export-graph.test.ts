import { describe, expect, it } from "vitest";
import { blockedBy, ks } from "#lib/flux/builders.test-support.ts";
import { NODE_STATES } from "#lib/graph/model.ts";
import { toExportGraph, toStateLabel, toSummary } from "./export-graph.ts";
import { snapshotOf } from "./graphs.test-support.ts";

const failed = { status: "False", reason: "BuildFailed" } as const;

describe("toExportGraph", () => {
  const snapshot = snapshotOf([
    ks("ok"),
    ks("bad", { dependsOn: ["ok"], ready: failed }),
    ks("web", { dependsOn: ["bad", "gone"], ready: blockedBy("default/bad") }),
    ks("unsure", { dependsOn: [{ name: "ok", readyExpr: "unknownFunction(dep)" }] }),
    ks("ring", { dependsOn: ["ring"], ready: blockedBy("default/ring") }),
    ks("held", { dependsOn: ["ok"], spec: { suspend: true } }),
  ]);
  const looksOf = (origin: "cluster" | "manifests") =>
    Object.fromEntries(
      toExportGraph(snapshot, origin).edges.map(({ from, to, look }) => [
        `${from.split("/")[2]} ${to.split("/")[2]}`,
        look,
      ]),
    );

  it("draws the edges of a cluster by their states, and cycles alike", () => {
    expect(looksOf("cluster")).toMatchObject({
      "ok bad": "satisfied",
      "bad web": "blocking",
      "gone web": "missing",
      "ring ring": "cycle",
      "ok held": "satisfied",
    });
  });

  it("gives the edges of manifests no state but what they say themselves", () => {
    expect(looksOf("manifests")).toEqual({
      "ok bad": "planned",
      "bad web": "planned",
      "gone web": "missing",
      "ok unsure": "planned",
      "ring ring": "cycle",
      "ok held": "planned",
    });
  });

  it("gives the nodes of manifests no state but missing and suspended", () => {
    const states = toExportGraph(snapshot, "manifests").nodes.map(({ name, state }) => [name, state]);
    expect(Object.fromEntries(states)).toEqual({
      bad: null,
      gone: "missing",
      held: "suspended",
      ok: null,
      ring: null,
      unsure: null,
      web: null,
    });
  });

  it("leaves out edges whose ends were filtered away", () => {
    const nodes = snapshot.nodes.filter(({ name }) => name !== "ok");
    const { edges } = toExportGraph({ ...snapshot, nodes }, "cluster");
    expect(edges.filter(({ from }) => from.endsWith("/ok"))).toEqual([]);
  });

  it("names the cluster only where there are several", () => {
    expect(toExportGraph(snapshot, "cluster").nodes.map(({ cluster }) => cluster)).not.toContain("test");
    const both = toExportGraph(snapshotOf([ks("a")], ["east", "west"]), "cluster");
    expect(both.nodes.map(({ cluster }) => cluster)).toEqual(["east", "west"]);
  });

  it("has the time of a cluster, and none of manifests", () => {
    expect(toExportGraph(snapshot, "cluster").at).toBe(snapshot.at);
    expect(toExportGraph(snapshot, "manifests").at).toBeNull();
  });
});

describe("toSummary", () => {
  it.each([
    [[], "0 Kustomizations"],
    [[ks("a")], "1 Kustomization: 1 ready"],
    [
      [ks("a", { ready: failed }), ks("b"), ks("c", { dependsOn: ["x"], ready: blockedBy("default/x") })],
      "3 Kustomizations: 1 failed, 1 missing, 1 blocked, 1 ready",
    ],
  ])("counts %#, worst first, without what does not exist", (objects, expected) =>
    expect(toSummary(toExportGraph(snapshotOf(objects), "cluster"))).toBe(expected),
  );

  it("says what is left out", () =>
    expect(toSummary({ ...toExportGraph(snapshotOf([ks("a")]), "manifests"), leftOut: 7 })).toBe(
      "1 Kustomization; 7 more left out",
    ));
});

describe("toStateLabel", () => {
  it.each(NODE_STATES)("writes %s with a capital", (state) => expect(toStateLabel(state).toLowerCase()).toBe(state));
  it("has none for a manifest", () => expect(toStateLabel(null)).toBe(""));
});
