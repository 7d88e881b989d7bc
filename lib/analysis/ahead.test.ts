import { describe, expect, it } from "vitest";
import { ago, blockedBy, type KsOptions, ks, NOW, REVISION_1 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { replay } from "./replay.test-support.ts";

const snapshotOf = (...objects: readonly RawObject[]): Snapshot =>
  replay(
    objects.map((object) => ({ type: "ADDED", object })),
    { now: NOW },
  );

const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();

/** A pass that succeeded once took so long. */
const took = (duration: string): KsOptions => ({
  status: { history: [{ lastReconciledStatus: "ReconciliationSucceeded", lastReconciledDuration: duration }] },
});
const busy = (since: number): KsOptions => ({
  ready: { status: "Unknown", since },
  reconciling: `Running health checks for revision ${REVISION_1} with a timeout of 5m0s`,
});
const waits = (...on: string[]): KsOptions => ({ dependsOn: on, ready: blockedBy(`default/${on[0]}`, 15) });
const failed: KsOptions = { ready: { status: "False", reason: "BuildFailed" } };

const tell = (snapshot: Snapshot) =>
  Object.fromEntries(snapshot.nodes.flatMap(({ name, ahead }) => (ahead === undefined ? [] : [[name, ahead]])));

describe("what is still to come", () => {
  it("costs 30 s a hop on top of the work itself, from what is being worked on", () => {
    const snapshot = snapshotOf(
      ks("a", { ...busy(20), ...took("1m0s") }),
      ks("b", { ...waits("a"), ...took("10s") }),
      ks("c", waits("b")),
    );
    expect(tell(snapshot)).toEqual({
      a: { checks: 0, seconds: 60, at: at(40) },
      b: { checks: 1, seconds: 100, at: at(80) },
      c: { checks: 2, seconds: 130, at: at(110) },
    });
    expect(snapshot.ahead).toEqual({
      nodes: ["a", "b", "c"].map((name) => `Kustomization/default/${name}`),
      checks: 2,
      seconds: 130,
      at: at(110),
    });
  });

  it("has no known end while something has to be mended first", () => {
    const snapshot = snapshotOf(ks("a", { ...busy(20) }), ks("f", failed), ks("b", waits("a", "f")));
    expect(tell(snapshot)["b"]).toEqual({ checks: 1, seconds: 30, at: null });
  });

  it("goes by the longest of several ways", () => {
    const snapshot = snapshotOf(
      ks("f", { ...failed, status: { ...(ks("f", failed)["status"] as object), ...took("2m0s").status } }),
      ks("g", failed),
      ks("h", waits("g")),
      ks("b", waits("f", "h")),
    );
    expect(tell(snapshot)["b"]).toEqual({ checks: 1, seconds: 150, at: null });
    expect(snapshot.ahead?.nodes).toEqual(["Kustomization/default/f", "Kustomization/default/b"]);
  });

  it("is the next check where nothing holds it up any more", () => {
    expect(tell(snapshotOf(ks("a"), ks("b", waits("a"))))["b"]).toEqual({ checks: 1, seconds: 30, at: at(15) });
  });

  it("is nothing for what waits for itself, and for all behind it", () => {
    const snapshot = snapshotOf(ks("a", waits("b")), ks("b", waits("a")), ks("c", waits("b")));
    expect(tell(snapshot)).toEqual({});
    expect(snapshot.ahead).toBeNull();
  });

  it("does not go on past an expression, whatever it looks at", () => {
    const by = (name: string): KsOptions => ({ ...waits(name), dependsOn: [{ name, readyExpr: "false" }] });
    const snapshot = snapshotOf(ks("a", by("b")), ks("b", by("a")), ks("c", waits("a")));
    expect(tell(snapshot)["c"]).toEqual({ checks: 2, seconds: 60, at: null });
  });
});

describe("what a health check waits for", () => {
  const waitsFor = (...objects: readonly RawObject[]) => snapshotOf(...objects).nodes.at(-1)?.waitsFor;
  const message =
    "health check failed after 5m0s: timeout waiting for: [Deployment/default/web status: 'InProgress', ClusterRole/web status: 'NotFound']";

  it("is named by the message of its failure, with the group from the inventory", () => {
    const inventory = { entries: [{ id: "default_web_apps_Deployment", v: "v1" }] };
    const failing = ks("z", {
      ready: { status: "False", reason: "HealthCheckFailed", message },
      status: { inventory },
    });
    expect(waitsFor(failing)).toEqual([
      { group: "apps", kind: "Deployment", namespace: "default", name: "web", status: "InProgress" },
      { group: null, kind: "ClusterRole", namespace: "", name: "web", status: "NotFound" },
    ]);
  });

  it("is told by the event where a new process no longer finds the words", () => {
    const history = [{ lastReconciledStatus: "HealthCheckFailed", metadata: { revision: REVISION_1 } }];
    const event = {
      kind: "Event",
      metadata: { name: "z.1", namespace: "default" },
      involvedObject: { kind: "Kustomization", namespace: "default", name: "z" },
      type: "Warning",
      reason: "HealthCheckFailed",
      message,
      lastTimestamp: ago(90),
    };
    expect(waitsFor(event, ks("z", { ...busy(30), status: { history } }))).toHaveLength(2);
  });

  it("is, before the first failure, each child that is not ready", () => {
    const entries = ["a", "b"].map((name) => ({
      id: `default_${name}_kustomize.toolkit.fluxcd.io_Kustomization`,
      v: "v1",
    }));
    const parent = ks("z", { ...busy(30), spec: { wait: true }, status: { inventory: { entries } } });
    expect(waitsFor(ks("a"), ks("b", failed), parent)).toEqual([
      {
        group: "kustomize.toolkit.fluxcd.io",
        kind: "Kustomization",
        namespace: "default",
        name: "b",
        status: "InProgress",
      },
    ]);
  });
});
