import { describe, expect, it } from "vitest";
import { snapshotPatchSchema } from "#lib/api/snapshot.ts";
import {
  ago,
  gitRepository,
  type KsOptions,
  ks,
  NOW,
  REVISION_1,
  REVISION_2,
} from "#lib/flux/builders.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import type { Absence } from "#lib/graph/cluster-objects.ts";
import { type FailureRecord, recordFailure } from "#lib/graph/failure-record.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { applyPatch, diffSnapshots } from "#lib/graph/patch.ts";
import { buildSnapshot, SnapshotBuilder, type SnapshotInput } from "./build-snapshot.ts";

/** On a machine that is busy with other things. */
const SLOW_MS = 60_000;

const NAMES = ["a", "b", "c", "d", "e", "f"];

/** A cluster that changes by hand; what is told of it is told in the order of its map. */
class World {
  readonly objects = new Map<string, RawObject>();
  readonly sources = new Map<string, RawObject>([["fleet", gitRepository("fleet", REVISION_1)]]);
  readonly events: RawObject[] = [];
  readonly failures = new Map<ObjectId, FailureRecord>();
  absence: Absence = "missing";
  now = NOW;

  input(prefix: string | null = null): SnapshotInput {
    const clusters = [
      {
        cluster: "test",
        idPrefix: prefix,
        kustomizations: this.objects.values(),
        sources: this.sources.values(),
        events: this.events.values(),
        failures: this.failures,
        absenceOf: () => this.absence,
      },
    ];
    return { clusters, statuses: [], now: this.now, revision: "1" };
  }

  put(raw: RawObject): void {
    this.objects.set(raw.metadata.name, raw);
    const id = toObjectId("Kustomization", "default", raw.metadata.name);
    const record = recordFailure(this.failures.get(id), raw);
    if (record === undefined) this.failures.delete(id);
    else this.failures.set(id, record);
  }
}

const name = fc.constantFrom(...NAMES);

const ready = fc.constantFrom<KsOptions>(
  {},
  {
    ready: {
      status: "False",
      reason: "DependencyNotReady",
      message: "dependency 'default/a' is not ready",
      since: 300,
    },
  },
  { ready: { status: "False", reason: "BuildFailed", message: "kustomize build failed" } },
  {
    ready: {
      status: "False",
      reason: "HealthCheckFailed",
      message: "health check failed after 1m0s: timeout waiting for: [Kustomization/default/b status: 'InProgress']",
    },
  },
  {
    ready: { status: "Unknown" },
    reconciling: `Running health checks for revision ${REVISION_1} with a timeout of 5m0s`,
  },
  { ready: { status: "False", reason: "ArtifactFailed", message: "Source artifact not found, retrying in 30s" } },
  { status: { conditions: [] }, metadata: { creationTimestamp: ago(60) } },
);

const dependsOn = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom<string | { name: string; readyExpr: string }>(...NAMES, "x/gone", "aa") },
    { weight: 1, arbitrary: fc.constant({ name: "a", readyExpr: "dep.metadata.name == 'b'" }) },
  ),
  { maxLength: 3 },
);

const labels = { "kustomize.toolkit.fluxcd.io/name": "a", "kustomize.toolkit.fluxcd.io/namespace": "default" };
const inventory = { entries: [{ id: "default_b_kustomize.toolkit.fluxcd.io_Kustomization", v: "v1" }] };

const object = fc
  .record({
    name,
    ready,
    dependsOn,
    applied: fc.constantFrom(REVISION_1, REVISION_2),
    spec: fc.constantFrom({}, {}, { suspend: true }, { wait: true }),
    isOwned: fc.boolean(),
    hasInventory: fc.boolean(),
  })
  .map(({ name: own, ready: condition, isOwned, hasInventory, ...options }) =>
    ks(own, {
      ...condition,
      ...options,
      metadata: { ...condition.metadata, ...(isOwned && { labels }) },
      status: { ...condition.status, ...(hasInventory && { inventory }) },
    }),
  );

type Step = (world: World) => void;

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: object.map(
      (raw): Step =>
        (world) =>
          world.put(raw),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.tuple(name, ready).map(
      ([own, condition]): Step =>
        (world) => {
          const known = world.objects.get(own);
          if (known !== undefined) world.put({ ...ks(own, condition), spec: known["spec"] });
        },
    ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (own): Step =>
        (world) =>
          void world.objects.delete(own),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(REVISION_1, REVISION_2, null).map(
      (revision): Step =>
        (world) => {
          world.sources.set("fleet", gitRepository("fleet", revision));
        },
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((world) => void world.sources.delete("fleet")) },
  {
    weight: 1,
    arbitrary: fc.nat(200).map(
      (seconds): Step =>
        (world) => {
          world.now += seconds * 1000;
        },
    ),
  },
  { weight: 1, arbitrary: fc.constant<Step>((world) => world.failures.clear()) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Absence>("missing", "hidden", "unread").map(
      (absence): Step =>
        (world) => {
          world.absence = absence;
        },
    ),
  },
  {
    weight: 1,
    arbitrary: name.map(
      (own): Step =>
        (world) => {
          world.events.push({
            metadata: { name: `${own}.${world.events.length}` },
            involvedObject: { kind: "Kustomization", namespace: "default", name: own },
            type: "Warning",
            reason: "HealthCheckFailed",
            message: `health check failed after ${world.events.length}s`,
            lastTimestamp: ago(90),
          });
        },
    ),
  },
);

const toPlain = (snapshot: Snapshot): unknown => JSON.parse(JSON.stringify(snapshot));

describe("a builder that has built before", () => {
  it("gives what a fresh one gives, whatever has changed", { timeout: SLOW_MS }, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), fc.constantFrom(null, "eu"), (steps, prefix) => {
        const world = new World();
        const builder = new SnapshotBuilder();
        for (const change of steps) {
          change(world);
          expect(toPlain(builder.build(world.input(prefix)))).toEqual(toPlain(buildSnapshot(world.input(prefix))));
        }
      }),
      { numRuns: 150 },
    );
  });

  it("gives what patches carry whole to whoever has the one before", { timeout: SLOW_MS }, () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 15 }), (steps) => {
        const world = new World();
        const builder = new SnapshotBuilder();
        let known = builder.build(world.input());
        for (const change of steps) {
          change(world);
          const next = builder.build(world.input());
          const patch = diffSnapshots(known, next);
          const sent = patch === null ? null : snapshotPatchSchema.parse(JSON.parse(JSON.stringify(patch)));
          known = sent === null ? known : applyPatch(known, sent);
          expect(toPlain({ ...known, at: next.at })).toEqual(toPlain(next));
        }
      }),
    );
  });

  it("keeps every node and edge that a change does not touch", () => {
    const world = new World();
    for (const own of NAMES) world.put(ks(own, { dependsOn: own === "a" ? [] : ["a"] }));
    world.put(ks("g", { dependsOn: ["b"] }));
    const builder = new SnapshotBuilder();
    const before = builder.build(world.input());
    expect(builder.build(world.input()).nodes).toEqual(before.nodes);
    world.put(ks("b", { ready: { status: "False", reason: "BuildFailed" }, dependsOn: ["a"] }));
    const after = builder.build(world.input());
    const kept = after.nodes.filter((node, index) => node === before.nodes[index]).map((node) => node.name);
    expect(kept).toEqual(["a", "c", "d", "e", "f", "g"]);
    const changed = after.edges.filter((edge, index) => edge !== before.edges[index]);
    expect(changed.map(({ from, to, state }) => [from, to, state])).toEqual([
      ["Kustomization/default/b", "Kustomization/default/g", "blocking"],
    ]);
  });
});
