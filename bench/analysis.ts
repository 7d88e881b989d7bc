import { SnapshotBuilder, type SnapshotInput } from "#lib/analysis/build-snapshot.ts";
import { GraphAnalyser } from "#lib/analysis/graph-analyser.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { buildGraph } from "#lib/graph/build-graph.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { applyPatch, diffSnapshots } from "#lib/graph/patch.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findDownstream, findUpstream } from "#lib/graph/traversal.ts";
import { createRandom, generateFleet } from "./generate-fleet.ts";
import { type Row, toRow } from "./row.ts";
import { timeSync } from "./stopwatch.ts";

const NODES = 10_000;
const TURNS = 40;
/** Before anything counts, so that it is the running server that is measured, not the compiler. */
const WARM_UP = 15;
const CHANGES = 200;
const NOW = Date.parse("2026-03-01T12:00:00Z");
const SOURCE = {
  kind: "GitRepository",
  metadata: { name: "fleet", namespace: "flux-system" },
  spec: {},
  status: { artifact: { revision: "main@sha1:9f3c2e1d0c5f1e2d3c4b5a69788796a5b4c3d2e1" } },
};

/** Analysing a fleet of 10,000: from nothing, and after one status has changed; beside a walk from every node. */
export async function analysis(): Promise<readonly Row[]> {
  const fleet = new Map(generateFleet(NODES, 1, 2).map((raw) => [raw.metadata.name, raw]));
  const [whole, alone, walks, one, patches]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
  const parsed = timeSync(() => void new SnapshotBuilder().build(toInput(fleet)));
  let snapshot = new SnapshotBuilder().build(toInput(fleet));
  for (let turn = 0; turn < WARM_UP; turn++) new SnapshotBuilder().build(toInput(fleet));
  for (let turn = 0; turn < TURNS; turn++) {
    whole.push(timeSync(() => void new SnapshotBuilder().build(toInput(fleet))));
    const graph = buildGraph(toCluster(fleet), NOW);
    alone.push(timeSync(() => void new GraphAnalyser().analyse(graph, NOW)));
    if (turn < 3) walks.push(timeSync(() => walkFromEach(snapshot)));
  }
  const builder = new SnapshotBuilder();
  snapshot = builder.build(toInput(fleet));
  const random = createRandom(7);
  for (let change = 0; change < CHANGES; change++) {
    const name = `app-${Math.floor(random() * NODES)}`;
    const raw = fleet.get(name);
    if (raw !== undefined) fleet.set(name, flip(raw));
    let next = snapshot;
    one.push(
      timeSync(() => {
        next = builder.build(toInput(fleet));
      }),
    );
    patches.push(
      timeSync(() => {
        const patch = diffSnapshots(snapshot, next);
        if (patch !== null) snapshot = applyPatch(snapshot, { ...patch, from: snapshot.revision });
      }),
    );
  }
  const what = `${snapshot.nodes.length} nodes, ${snapshot.edges.length} edges`;
  const naive = { what: "a walk from every node", figures: walks };
  return [
    toRow("analysis", `causes, problems and times of ${what}`, "ms", alone, naive, "≤ 50 ms"),
    toRow("analysis", "whole snapshot, with building the graph", "ms", whole, naive, "≤ 50 ms"),
    toRow("analysis", "after one status change", "ms", one, { what: "whole snapshot", figures: whole }, "≤ 5 ms"),
    toRow("analysis", "patch of one status change", "ms", patches),
    toRow("analysis", "the first time, with reading all objects", "ms", [parsed]),
  ];
}

function toCluster(fleet: ReadonlyMap<string, RawObject>): ClusterObjects {
  return {
    cluster: "bench",
    idPrefix: null,
    kustomizations: fleet.values(),
    sources: [SOURCE],
    events: [],
    failures: new Map(),
    absenceOf: () => "missing",
  };
}

/** What a snapshot of a fleet is built from. */
export function toInput(fleet: ReadonlyMap<string, RawObject>): SnapshotInput {
  return { clusters: [toCluster(fleet)], statuses: [], now: NOW, revision: "1" };
}

/** What comes first to mind: for each blocked node all that holds it up, for each node all that depends on it. */
function walkFromEach(snapshot: Snapshot): void {
  const index = indexSnapshot({ nodes: snapshot.nodes, edges: snapshot.edges });
  let found = 0;
  for (const { id, state } of snapshot.nodes) {
    if (state === "blocked") found += findUpstream(index, id, (edge) => edge.state === "blocking").size;
    found += findDownstream(index, id).size;
  }
  if (found < 0) throw new RangeError("a count is never negative");
}

/** The same object with its Ready condition turned. */
function flip(raw: RawObject): RawObject {
  const status = raw["status"] as { conditions: { status: string }[] };
  const [ready] = status.conditions;
  const turned =
    ready?.status === "True"
      ? { status: "False", reason: "BuildFailed", message: "kustomize build failed" }
      : { status: "True", reason: "ReconciliationSucceeded" };
  return { ...raw, status: { ...status, conditions: [{ ...ready, ...turned }] } };
}
