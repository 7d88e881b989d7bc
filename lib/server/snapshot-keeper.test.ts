import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { SnapshotPatch } from "#lib/graph/model.ts";
import { startTestRuntime } from "./runtime.test-support.ts";

/** A stage on which each build takes some milliseconds of the process. */
function startSlow(workMs: number) {
  let worked = 0;
  let isEnd = false;
  const measure = () => {
    if (isEnd) worked += workMs;
    isEnd = !isEnd;
    return worked;
  };
  return startTestRuntime({}, undefined, measure);
}

describe("SnapshotKeeper", () => {
  it.each([
    [1, 50],
    [20, 80],
    [60, 100],
    [200, 200],
  ])("rests between builds of %i ms for %i ms, however much changes", (workMs, restMs) => {
    const { runtime, clock, reader } = startSlow(workMs);
    let builds = 0;
    runtime.snapshots.subscribe(() => builds++);
    reader.apply(ks("first"));
    clock.advance(0);
    builds = 0;
    for (let turn = 0; turn < restMs; turn++) {
      reader.apply(ks(`a-${turn}`));
      clock.advance(10);
    }
    expect(builds).toBe(10);
  });

  it("builds again each 10 s, for some content follows from the hour alone", () => {
    const { runtime, clock, reader } = startTestRuntime();
    const created = new Date(clock.now()).toISOString();
    reader.apply({ ...ks("new", { metadata: { creationTimestamp: created } }), status: {} });
    clock.advance(100);
    expect(runtime.snapshots.current().nodes[0]?.state).toBe("progressing");
    clock.advance(130_000);
    expect(runtime.snapshots.current().nodes[0]?.state).toBe("unknown");
  });

  it("tells what the rules say, and sends it again only when that changes", () => {
    const { runtime, clock, reader } = startTestRuntime();
    const patches: SnapshotPatch[] = [];
    runtime.snapshots.subscribe((_, patch) => patches.push(patch));
    reader.apply(ks("db"), ks("app", { dependsOn: ["db"] }));
    clock.advance(100);
    const { findings } = runtime.snapshots.current();
    expect(findings.map(({ rule, nodes }) => [rule, nodes[0]])).toContainEqual([
      "dependency-without-wait",
      "Kustomization/default/db",
    ]);
    reader.apply(ks("db", { ready: { status: "Unknown" } }));
    clock.advance(100);
    expect(patches.map((patch) => patch.findings === undefined)).toEqual([false, true]);
    expect(runtime.snapshots.current().findings).toBe(findings);
    reader.apply(ks("db", { generation: 2, spec: { wait: true } }));
    clock.advance(100);
    expect(runtime.snapshots.current().findings.map(({ rule }) => rule)).not.toContain("dependency-without-wait");
  });

  it("lets nobody wait for the rules where there are thousands to go through", () => {
    const { runtime, clock, reader } = startTestRuntime();
    const findings: number[] = [];
    runtime.snapshots.subscribe((snapshot) => findings.push(snapshot.findings.length));
    reader.apply(ks("app", { dependsOn: ["0"] }), ...Array.from({ length: 2_000 }, (_, index) => ks(String(index))));
    clock.advance(100);
    expect(findings).toEqual([0]);
    clock.advance(1_000);
    expect(findings.at(-1)).toBeGreaterThan(0);
    const { length } = findings;
    reader.apply(ks("7", { ready: { status: "Unknown" } }));
    clock.advance(1_000);
    expect(findings.slice(length)).toEqual([findings.at(-1)]);
  });

  it("goes on when a listener throws, and tells the others", () => {
    const { runtime, clock, reader } = startTestRuntime();
    let told = 0;
    runtime.snapshots.subscribe(() => {
      throw new Error("a broken listener");
    });
    runtime.snapshots.subscribe(() => told++);
    for (const name of ["a", "b"]) {
      reader.apply(ks(name));
      clock.advance(100);
    }
    expect(told).toBe(2);
  });

  it("keeps the last snapshot when one cannot be built, and builds the next", () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a"));
    clock.advance(100);
    const before = runtime.snapshots.current();
    const { reading } = reader;
    reader.reading = () => {
      throw new Error("a broken reading");
    };
    reader.apply(ks("b"));
    clock.advance(100);
    expect(runtime.snapshots.current()).toBe(before);
    reader.reading = reading;
    clock.advance(10_000);
    expect(runtime.snapshots.current().nodes).toHaveLength(2);
  });

  it("leaves no timer behind when it is stopped", async () => {
    const { runtime, clock, reader } = startTestRuntime();
    reader.apply(ks("a"));
    clock.advance(100);
    await runtime.stop();
    expect(clock.pending).toBe(0);
    reader.apply(ks("b"));
    expect(clock.pending).toBe(0);
  });
});
