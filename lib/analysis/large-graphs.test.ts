import { describe, expect, it } from "vitest";
import { blockedBy, type KsOptions, ks, NOW } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { MOST_NAMED } from "./cause-sets.ts";

function snapshotOf(kustomizations: readonly RawObject[]): Snapshot {
  const cluster = { cluster: "large", idPrefix: null, sources: [], events: [], failures: new Map(), kustomizations };
  return buildSnapshot({
    clusters: [{ ...cluster, absenceOf: () => "missing" }],
    statuses: [],
    now: NOW,
    revision: "1",
  });
}

const many = <Item>(count: number, make: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => make(index));
const name = (index: number) => `n${String(index).padStart(5, "0")}`;
const waits = (...on: number[]): KsOptions => ({
  dependsOn: on.map(name),
  ready: blockedBy(`default/${name(on[0] ?? 0)}`),
});
const failed: KsOptions = { ready: { status: "False", reason: "BuildFailed" } };

/** A quadratic step over 10,000 nodes would take far longer. */
const LIMIT_MS = 20_000;

function timed(objects: readonly RawObject[]): Snapshot {
  const began = performance.now();
  const snapshot = snapshotOf(objects);
  expect(performance.now() - began).toBeLessThan(LIMIT_MS);
  return snapshot;
}

describe("graphs of every shape", { timeout: 2 * LIMIT_MS }, () => {
  it.each([1, 2, 3, 10, 257, 5_000])("a cycle of %i is one problem, with one edge to cut", (size) => {
    const snapshot = timed(many(size, (index) => ks(name(index), waits((index + size - 1) % size))));
    expect(snapshot.cycles).toHaveLength(1);
    const [cycle] = snapshot.cycles;
    expect(cycle?.kind).toBe(size === 1 ? "self" : "locked");
    expect(cycle?.loop).toHaveLength(size);
    expect(snapshot.problems).toHaveLength(1);
    expect(snapshot.problems[0]?.blocked).toHaveLength(size);
    expect(snapshot.nodes.every(({ blocks }) => blocks.now === size && blocks.ifFailed === size - 1)).toBe(true);
    expect(snapshot.problems[0]?.nodes).toHaveLength(size);
    const named = size === 5_000 ? MOST_NAMED : size;
    expect(snapshot.nodes.every(({ causes }) => causes[0]?.nodes.length === named)).toBe(true);
    if (size > 1) expect(cycle?.cut.why).toContain("the others can then go on in order");
  });

  it("a knot in which each of 100 names all others is one cycle, and says that one cut does not do", () => {
    const all = many(100, (index) => index);
    const { cycles } = timed(all.map((index) => ks(name(index), waits(...all.filter((other) => other !== index)))));
    expect(cycles).toHaveLength(1);
    expect(cycles[0]?.cut.why).toContain("one of several that must go");
  });

  it("1,000 cycles of two on one source are 1,000 problems and one frozen source at most", () => {
    const { cycles, problems } = timed(many(2_000, (index) => ks(name(index), waits(index ^ 1))));
    expect(cycles).toHaveLength(1_000);
    expect(problems.map(({ kind }) => kind)).toEqual(many(1_000, () => "cycle"));
  });

  it("a node with 10,000 dependents", () => {
    const snapshot = timed([ks(name(0), failed), ...many(10_000, (index) => ks(name(index + 1), waits(0)))]);
    expect(snapshot.nodes[0]?.blocks).toEqual({ now: 10_000, ifFailed: 10_000 });
    expect(snapshot.problems).toHaveLength(1);
    expect(snapshot.problems[0]?.blocked).toHaveLength(10_000);
  });

  it("a node with 10,000 dependencies that all fail", () => {
    const all = many(10_000, (index) => index);
    const snapshot = timed([...all.map((index) => ks(name(index), failed)), ks("z", waits(...all))]);
    expect(snapshot.nodes.at(-1)?.causes).toHaveLength(10_000);
    expect(snapshot.problems).toHaveLength(10_000);
  });

  it("5,000 levels deep, without running out of stack", () => {
    const snapshot = timed([ks(name(0), failed), ...many(5_000, (index) => ks(name(index + 1), waits(index)))]);
    expect(snapshot.nodes.at(-1)).toMatchObject({ wave: 5_000, causes: [{ kind: "failed" }] });
    expect(snapshot.nodes.at(-1)?.ahead).toEqual({ checks: 5_000, seconds: 150_000, at: null });
    expect(snapshot.ahead?.nodes).toHaveLength(5_001);
    expect(snapshot.nodes[0]?.blocks).toEqual({ now: 5_000, ifFailed: 5_000 });
  });

  it("a parent that waits for 5,000 children, of which one waits for it", () => {
    const labels = { "kustomize.toolkit.fluxcd.io/name": "parent", "kustomize.toolkit.fluxcd.io/namespace": "default" };
    const children = many(5_000, (index) =>
      ks(name(index), { metadata: { labels }, ...(index === 7 ? waits(99_999) : {}) }),
    );
    const parent = ks("parent", { spec: { wait: true }, ready: { status: "False", reason: "HealthCheckFailed" } });
    const { cycles } = timed([
      ...children.filter((_, index) => index !== 7),
      ks(name(7), { metadata: { labels }, dependsOn: ["parent"], ready: blockedBy("default/parent") }),
      parent,
    ]);
    expect(cycles.map(({ kind, nodes }) => [kind, nodes.length])).toEqual([["hidden", 2]]);
  });
});

describe("names and lists as they come", () => {
  it("a dependency that is written twice is one edge", () => {
    const { edges, nodes } = snapshotOf([
      ks("a", failed),
      ks("b", { ...waits(), dependsOn: ["a", "default/a", "a"], ready: blockedBy("default/a") }),
    ]);
    expect(edges).toHaveLength(1);
    expect(nodes[1]?.causes).toEqual([{ kind: "failed", nodes: ["Kustomization/default/a"] }]);
  });

  it.each(["a", "0", "a.b.c", "x-1.y-2", "a".repeat(253), "1.2.3-rc.1"])("the name %s", (odd) => {
    const { edges, nodes, problems } = snapshotOf([
      ks(odd, failed),
      ks("z", { dependsOn: [odd], ready: blockedBy(`default/${odd}`) }),
    ]);
    expect(edges).toHaveLength(1);
    expect(nodes.at(-1)?.causes).toEqual([{ kind: "failed", nodes: [`Kustomization/default/${odd}`] }]);
    expect(problems[0]?.headline).toBe(`${odd} cannot be built`);
  });

  it("two objects of one name are the last of them", () => {
    const { nodes } = snapshotOf([ks("a"), ks("a", failed)]);
    expect(nodes.map(({ state }) => state)).toEqual(["failed"]);
  });
});
