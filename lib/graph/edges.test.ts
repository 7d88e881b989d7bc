import { describe, expect, it } from "vitest";
import {
  blockedBy,
  gitRepository,
  type KsOptions,
  ks,
  NOW,
  REVISION_1,
  REVISION_2,
} from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { buildGraph, type Graph } from "./build-graph.ts";
import type { Absence } from "./cluster-objects.ts";
import type { GraphEdge } from "./model.ts";

function build(kustomizations: readonly RawObject[], artifact = REVISION_1, absence: Absence = "missing"): Graph {
  return buildGraph(
    {
      cluster: "test",
      idPrefix: null,
      kustomizations,
      sources: [gitRepository("fleet", artifact), gitRepository("other", artifact)],
      events: [],
      failures: new Map(),
      absenceOf: () => absence,
    },
    NOW,
  );
}

const failing: KsOptions = { ready: { status: "False", reason: "BuildFailed" } };
const by = (readyExpr: string) => [{ name: "db", readyExpr }];

describe("the state of an edge", () => {
  it.each<[string, KsOptions, KsOptions, Partial<GraphEdge>, string?]>([
    ["a ready dependency satisfies", {}, {}, { state: "satisfied", why: "" }],
    [
      "a failing one blocks",
      failing,
      {},
      { state: "blocking", rule: "readiness", why: "dependency 'default/db' is not ready" },
    ],
    ["one without conditions blocks", { status: { conditions: [] } }, {}, { state: "blocking", rule: "readiness" }],
    ["one of an older generation blocks", { generation: 2, observed: 1 }, {}, { state: "blocking", rule: "readiness" }],
    ["a suspended, ready one satisfies", { spec: { suspend: true } }, {}, { state: "satisfied" }],
    [
      "one at an old revision of the same source blocks",
      {},
      { applied: REVISION_2 },
      { state: "blocking", rule: "revision", why: "dependency 'default/db' revision is not up to date" },
      REVISION_2,
    ],
    ["one at an old revision of another source satisfies", { source: "other" }, {}, { state: "satisfied" }, REVISION_2],
    [
      "an expression that is true lets a failing one through",
      failing,
      { dependsOn: by("true") },
      { state: "satisfied", rule: "expression" },
    ],
    [
      "an expression replaces the check of the revision too",
      {},
      { dependsOn: by("true") },
      { state: "satisfied" },
      REVISION_2,
    ],
    [
      "an expression that is false blocks",
      {},
      { dependsOn: by("dep.metadata.name == 'x'") },
      {
        state: "blocking",
        rule: "expression",
        why: "dependency 'default/db' is not ready according to readyExpr eval",
      },
    ],
    [
      "an expression that errs blocks, in its words",
      {},
      { dependsOn: by("dep.nope == 1") },
      {
        state: "blocking",
        rule: "expression",
        why: "failed to evaluate the CEL expression 'dep.nope == 1': no such key: nope",
      },
    ],
    [
      "an expression that does not compile cannot be told",
      {},
      { dependsOn: by("dep.(") },
      { state: "unknown", rule: "expression" },
    ],
  ])("%s", (_, db, web, expected, artifact) => {
    const { edges } = build([ks("db", db), ks("web", { dependsOn: ["db"], ...web })], artifact);
    expect(edges).toHaveLength(1);
    expect(edges[0]).toMatchObject({ from: "Kustomization/default/db", to: "Kustomization/default/web", ...expected });
  });

  it.each<[Absence, KsOptions, Partial<GraphEdge>]>([
    [
      "missing",
      {},
      {
        state: "missing",
        why: `dependency 'data/db' not found: kustomizations.kustomize.toolkit.fluxcd.io "db" not found`,
      },
    ],
    ["missing", { dependsOn: [{ name: "db", namespace: "data", readyExpr: "true" }] }, { state: "missing" }],
    ["hidden", { ready: blockedBy("data/db") }, { state: "blocking", why: "dependency 'data/db' is not ready" }],
    ["hidden", {}, { state: "unknown" }],
    ["unread", {}, { state: "unknown" }],
  ])("to a %s dependency", (absence, web, expected) => {
    const { edges } = build([ks("web", { dependsOn: ["data/db"], ...web })], REVISION_1, absence);
    expect(edges[0]).toMatchObject(expected);
  });

  it.each<[string, KsOptions, Partial<GraphEdge>]>([
    [
      "an old revision, of a source that cannot be seen, where the controller says so",
      {
        ready: {
          status: "False",
          reason: "DependencyNotReady",
          message: "dependency 'default/db' revision is not up to date",
        },
      },
      { state: "blocking", rule: "revision" },
    ],
    ["nothing, of a source that cannot be seen, where it says nothing", {}, { state: "satisfied" }],
  ])("tells %s", (_, web, expected) => {
    const unseen = { source: "unseen" };
    const { edges } = build([ks("db", unseen), ks("web", { dependsOn: ["db"], ...unseen, ...web })]);
    expect(edges[0]).toMatchObject(expected);
  });

  it("follows the controller's words where the built-in check is added to an expression that is true", () => {
    const told = (message: string) =>
      ks("web", { dependsOn: by("true"), ready: { status: "False", reason: "DependencyNotReady", message } });
    const edgeOf = (web: RawObject) => build([ks("db", failing), web]).edges[0];
    expect(edgeOf(told("dependency 'default/db' is not ready"))).toMatchObject({
      state: "blocking",
      rule: "readiness",
    });
    expect(edgeOf(told("dependency 'default/other' is not ready"))).toMatchObject({ state: "satisfied" });
    expect(edgeOf(ks("web", { dependsOn: by("true") }))).toMatchObject({ state: "satisfied" });
  });

  it("follows the controller's words where an expression cannot be told here", () => {
    const text = "dep.metadata.?labels.optMap(l, l.size() > 0).orValue(false)";
    const web = (message: string | null) =>
      ks("web", {
        dependsOn: by(text),
        ...(message !== null && { ready: { status: "False", reason: "DependencyNotReady", message } }),
      });
    const edgeOf = (message: string | null) => build([ks("db"), web(message)]).edges[0];
    expect(edgeOf(null)).toMatchObject({ state: "unknown", rule: "expression" });
    expect(edgeOf("dependency 'default/db' is not ready according to readyExpr eval")).toMatchObject({
      state: "blocking",
    });
    expect(edgeOf(`failed to evaluate the CEL expression '${text}': no such key: x`)).toMatchObject({
      state: "blocking",
    });
  });

  it("is one, and the worse, where a dependency is named twice", () => {
    const twice = [{ name: "db", readyExpr: "true" }, { name: "db" }, { name: "db", readyExpr: "true" }];
    const { edges } = build([ks("db", failing), ks("web", { dependsOn: twice })]);
    expect(edges.map(({ state }) => state)).toEqual(["blocking"]);
  });
});

describe("cycles", () => {
  const member = (name: string, on: string, locked: boolean) =>
    ks(name, { dependsOn: [on], ...(locked ? { ready: blockedBy(`default/${on}`) } : {}) });

  it("are locked when their members wait for each other", () => {
    const { cycles, nodes } = build([member("a", "b", true), member("b", "a", true), ks("c")]);
    expect(cycles).toMatchObject([{ kind: "locked", nodes: ["Kustomization/default/a", "Kustomization/default/b"] }]);
    expect(nodes.filter((node) => node.inCycle).map((node) => node.name)).toEqual(["a", "b"]);
  });

  it("are latent while all are ready", () => {
    expect(build([member("a", "b", false), member("b", "a", false)]).cycles[0]?.kind).toBe("latent");
    expect(build([member("a", "b", false), member("b", "a", false)], REVISION_2).cycles[0]?.kind).toBe("latent");
  });

  it("are self when one names itself", () => {
    const [cycle] = build([member("a", "a", true)]).cycles;
    expect(cycle).toMatchObject({
      kind: "self",
      cut: { why: "Take a out of its own dependsOn: nothing can come before itself." },
    });
  });

  it("name an edge that undoes them, in any order of the objects", () => {
    const ring = [
      member("a", "c", true),
      member("b", "a", true),
      ks("c", { dependsOn: ["b", "a"], ready: blockedBy("default/b") }),
    ];
    const [cycle] = build(ring).cycles;
    expect(cycle?.cut).toEqual(build(ring.toReversed()).cycles[0]?.cut);
    const cut = cycle?.cut;
    const left = build(ring).edges.filter((edge) => edge.from !== cut?.from || edge.to !== cut?.to);
    expect(left).toHaveLength(3);
    expect(cut).toMatchObject({ from: "Kustomization/default/c", to: "Kustomization/default/a" });
  });
});

describe("the graph", () => {
  it("is sorted and the same for any order of its objects", () => {
    const objects = [ks("b", { dependsOn: ["a", "x/y"] }), ks("a"), ks("c", { dependsOn: ["b"] })];
    const graph = build(objects);
    expect(graph.nodes.map(({ name, wave }) => [name, wave])).toEqual([
      ["a", 0],
      ["b", 1],
      ["c", 2],
      ["y", 0],
    ]);
    const { nodes, edges, cycles } = build(objects.toReversed());
    expect({ nodes, edges, cycles }).toEqual({ nodes: graph.nodes, edges: graph.edges, cycles: graph.cycles });
  });

  it("prefixes every id where several clusters are read", () => {
    const { nodes, edges } = buildGraph(
      {
        cluster: "eu",
        idPrefix: "eu",
        kustomizations: [ks("web", { dependsOn: ["db"] })],
        sources: [],
        events: [],
        failures: new Map(),
        absenceOf: () => "missing",
      },
      NOW,
    );
    expect(nodes.map(({ id }) => id)).toEqual(["eu:Kustomization/default/db", "eu:Kustomization/default/web"]);
    expect(edges[0]?.from).toBe("eu:Kustomization/default/db");
    expect(nodes[1]?.source).toBe("eu:GitRepository/flux-system/fleet");
  });
});
