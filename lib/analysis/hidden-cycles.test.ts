import { describe, expect, it } from "vitest";
import { blockedBy, type KsOptions, ks, NOW, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { replay, tellCauses, tellProblems } from "./replay.test-support.ts";

const snapshotOf = (...objects: readonly RawObject[]): Snapshot =>
  replay(
    objects.map((object) => ({ type: "ADDED", object })),
    { now: NOW },
  );

const ownedBy = (name: string): KsOptions => ({
  metadata: {
    labels: { "kustomize.toolkit.fluxcd.io/name": name, "kustomize.toolkit.fluxcd.io/namespace": "default" },
  },
});

const holding = (...names: readonly string[]) => ({
  inventory: {
    entries: names.map((name) => ({ id: `default_${name}_kustomize.toolkit.fluxcd.io_Kustomization`, v: "v1" })),
  },
});

const unhealthy = (...objects: readonly string[]): KsOptions["ready"] => ({
  status: "False",
  reason: "HealthCheckFailed",
  message: `health check failed after 5m0s: timeout waiting for: [${objects.map((one) => `${one} status: 'InProgress'`).join(", ")}]`,
});

const checking: KsOptions = {
  ready: { status: "Unknown", since: 60 },
  reconciling: `Running health checks for revision ${REVISION_1} with a timeout of 5m0s`,
};

const waits = (on: string): KsOptions => ({ dependsOn: [on], ready: blockedBy(`default/${on}`) });

describe("a hidden cycle", () => {
  const child = ks("child", { ...waits("parent"), ...ownedBy("parent") });
  const failed = unhealthy("Kustomization/default/child");

  it.each<[string, RawObject, RawObject]>([
    ["by the labels of the child", ks("parent", { spec: { wait: true }, ...(failed && { ready: failed }) }), child],
    [
      "by the inventory of the parent",
      ks("parent", { spec: { wait: true }, status: holding("child"), ...(failed && { ready: failed }) }),
      ks("child", waits("parent")),
    ],
    [
      "by a health check on the child",
      ks("parent", {
        spec: {
          healthChecks: [{ apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization", name: "child" }],
        },
        ...(failed && { ready: failed }),
      }),
      child,
    ],
    ["while the parent's first health check still runs", ks("parent", { spec: { wait: true }, ...checking }), child],
  ])("is found %s", (_, parent, other) => {
    const snapshot = snapshotOf(parent, other);
    expect(tellCauses(snapshot, "default")).toEqual({ child: ["cycle:child,parent"], parent: ["cycle:child,parent"] });
    expect(tellProblems(snapshot, "default")).toEqual(["cycle:child,parent; blocks child,parent; nothing"]);
    expect(snapshot.nodes.map(({ inCycle }) => inCycle)).toEqual([true, true]);
    expect(snapshot.nodes[1]?.blocks.now).toBe(1);
    expect(snapshot.cycles).toMatchObject([
      {
        kind: "hidden",
        cut: {
          from: "Kustomization/default/parent",
          to: "Kustomization/default/child",
          why: "Take parent out of the dependsOn of child: parent applies child and waits for it, so child comes after it anyway.",
        },
        checks: [{ from: "Kustomization/default/child", to: "Kustomization/default/parent" }],
      },
    ]);
    expect(snapshot.problems[0]?.headline).toBe("Hidden cycle of 2: child, parent");
  });

  it.each<[string, RawObject, RawObject]>([
    ["the parent does not wait", ks("parent"), ks("child", { dependsOn: ["parent"], ...ownedBy("parent") })],
    [
      "wait makes it ignore its health checks",
      ks("parent", {
        spec: {
          wait: true,
          healthChecks: [{ apiVersion: "kustomize.toolkit.fluxcd.io/v1", kind: "Kustomization", name: "child" }],
        },
      }),
      ks("child", { dependsOn: ["parent"] }),
    ],
    ["the parent checks itself", ks("parent", { spec: { wait: true }, status: holding("parent") }), ks("child")],
    ["the child waits for another", ks("parent", { spec: { wait: true } }), ks("child", { ...ownedBy("parent") })],
  ])("is none where %s", (_, parent, other) => expect(snapshotOf(parent, other).cycles).toEqual([]));

  it("is the cause of all behind it, with what else holds a member up", () => {
    const snapshot = snapshotOf(
      ks("parent", { spec: { wait: true }, ...(failed && { ready: failed }) }),
      ks("child", { dependsOn: ["parent", "db"], ready: blockedBy("default/parent"), ...ownedBy("parent") }),
      ks("db", { ready: { status: "False", reason: "BuildFailed" } }),
      ks("late", waits("child")),
    );
    const both = ["cycle:child,parent", "failed:db"];
    expect(tellCauses(snapshot, "default")).toEqual({ child: both, parent: both, late: both });
  });

  it("goes through several children and parents in one another", () => {
    const snapshot = snapshotOf(
      ks("root", { spec: { wait: true }, ...checking }),
      ks("middle", { spec: { wait: true }, ...checking, ...ownedBy("root") }),
      ks("leaf", { ...waits("base"), ...ownedBy("middle") }),
      ks("base", waits("root")),
    );
    const all = ["cycle:base,leaf,middle,root"];
    expect(tellCauses(snapshot, "default")).toEqual({ base: all, leaf: all, middle: all, root: all });
    expect(snapshot.cycles[0]?.loop?.map((id) => id.split("/")[2])).toEqual(["leaf", "middle", "root", "base"]);
  });

  it("leaves to the parent what else its health check names", () => {
    const message = unhealthy("Kustomization/default/child", "Deployment/default/web");
    const snapshot = snapshotOf(ks("parent", { spec: { wait: true }, ...(message && { ready: message }) }), child);
    expect(tellCauses(snapshot, "default")["child"]).toEqual(["cycle:child,parent", "failed:parent"]);
  });

  it("is not the cause where the parent fails for another reason, or the child waits for nobody", () => {
    const broken = ks("parent", { spec: { wait: true }, ready: { status: "False", reason: "BuildFailed" } });
    expect(tellCauses(snapshotOf(broken, child), "default")).toEqual({ child: ["failed:parent"] });
    const quiet = snapshotOf(
      ks("parent", { spec: { wait: true } }),
      ks("child", { dependsOn: ["parent"], ...ownedBy("parent") }),
    );
    expect(quiet.problems).toEqual([]);
    expect(quiet.cycles[0]?.kind).toBe("hidden");
  });

  it("stands beside a cycle of the children among themselves", () => {
    const snapshot = snapshotOf(
      ks("parent", { spec: { wait: true }, ...checking }),
      ks("a", { dependsOn: ["b", "parent"], ready: blockedBy("default/b"), ...ownedBy("parent") }),
      ks("b", { ...waits("a"), ...ownedBy("parent") }),
    );
    expect(snapshot.cycles.map(({ kind, nodes }) => [kind, nodes.length])).toEqual([
      ["locked", 2],
      ["hidden", 3],
    ]);
    expect(tellCauses(snapshot, "default")["a"]).toEqual(["cycle:a,b", "cycle:a,b,parent"]);
  });
});
