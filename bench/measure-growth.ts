import { gzipSync } from "node:zlib";
import { SnapshotBuilder } from "#lib/analysis/build-snapshot.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { ClusterObjects } from "#lib/graph/cluster-objects.ts";
import type { Snapshot, SnapshotPatch } from "#lib/graph/model.ts";
import { applyPatch, diffSnapshots } from "#lib/graph/patch.ts";
import { Linter } from "#lib/lint/linter.ts";
import { DEFAULT_SETTINGS } from "#lib/lint/rule-settings.ts";
import { EVERYONE, GraphBodies } from "#lib/server/graph-bodies.ts";
import { toEventText, toMessage } from "#lib/server/stream/event-message.ts";
import { fitExponent } from "./fit-exponent.ts";
import { generateFleet } from "./generate-fleet.ts";
import { type Row, toRow } from "./row.ts";
import { summarise } from "./statistics.ts";
import { timeSync } from "./stopwatch.ts";

const SIZES = [1_000, 2_000, 5_000, 10_000];
const WHOLE_TURNS = 7;
const CHANGES = 60;
const NOW = Date.parse("2026-03-01T12:00:00Z");
const AIM = "≤ 1.12 (n log n)";

interface Figures {
  readonly size: number;
  /** A snapshot written and compressed from nothing, milliseconds; and as it would be without blocks. */
  readonly whole: readonly number[];
  readonly atOnce: readonly number[];
  /** After one change: the next snapshot written and compressed, and the patch found, written and compressed. */
  readonly next: readonly number[];
  readonly patch: readonly number[];
  /** kB as it is sent, and before it was compressed. */
  readonly patchBytes: readonly number[];
  readonly plainBytes: readonly number[];
}

/** How snapshots and patches grow from a thousand to ten thousand Kustomizations. */
export function measureGrowth(): readonly Row[] {
  const all = SIZES.map(measure);
  const largest = all.at(-1);
  if (largest === undefined) return [];
  const { size, whole, atOnce, next, patch, patchBytes, plainBytes } = largest;
  const anew = { what: "JSON and gzip of all", figures: atOnce };
  const exponent = (what: string, figures: (one: Figures) => readonly number[]) =>
    toRow("load", `growth of ${what}, 1,000 to 10,000: exponent`, "", [toExponent(all, figures)], null, AIM);
  return [
    toRow("load", `snapshot of ${size} written and compressed, the first`, "ms", whole, anew),
    toRow("load", `snapshot of ${size} written and compressed, after a change`, "ms", next, anew),
    toRow("load", `patch of one change of ${size}, found, written and compressed`, "ms", patch, anew),
    toRow("load", `patch of one change of ${size}, as sent`, "kB", patchBytes, { what: "plain", figures: plainBytes }),
    exponent("a snapshot", (one) => one.whole),
    exponent("a snapshot after a change", (one) => one.next),
    exponent("a patch", (one) => one.patch),
    exponent("a patch's bytes", (one) => one.plainBytes),
  ];
}

function toExponent(all: readonly Figures[], figures: (one: Figures) => readonly number[]): number {
  return fitExponent(all.map((one) => ({ size: one.size, figure: summarise(figures(one)).median })));
}

function measure(size: number): Figures {
  const fleet = new Map(generateFleet(size).map((raw) => [raw.metadata.name, raw]));
  const build = createBuild(fleet);
  let snapshot = build("0");
  const [whole, atOnce]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < WHOLE_TURNS; turn++) {
    whole.push(timeSync(() => new GraphBodies().of(snapshot, EVERYONE).whole("gzip")));
    atOnce.push(timeSync(() => gzipSync(JSON.stringify(snapshot))));
  }
  const bodies = new GraphBodies();
  bodies.of(snapshot, EVERYONE).whole("gzip");
  const [next, patches, patchBytes, plainBytes]: [number[], number[], number[], number[]] = [[], [], [], []];
  for (let change = 0; change < CHANGES; change++) {
    turnOne(fleet, (change * 7_919 + 13) % size, change);
    const built = build(String(change + 1));
    let patch: SnapshotPatch | null = null;
    patches.push(
      timeSync(() => {
        patch = diffSnapshots(snapshot, built);
        if (patch === null) throw new Error("A change has changed nothing.");
        const message = toMessage(toEventText("patch", patch, patch.to));
        patchBytes.push(message.deflated.bytes.length / 1_000);
        plainBytes.push(message.deflated.size / 1_000);
      }),
    );
    if (patch !== null) snapshot = applyPatch(snapshot, patch);
    next.push(timeSync(() => bodies.of(snapshot, EVERYONE).whole("gzip")));
  }
  return { size, whole, atOnce, next, patch: patches, patchBytes, plainBytes };
}

function createBuild(fleet: ReadonlyMap<string, RawObject>): (revision: string) => Snapshot {
  const builder = new SnapshotBuilder();
  const linter = new Linter(DEFAULT_SETTINGS);
  return (revision) => {
    const kustomizations = [...fleet.values()];
    const cluster: ClusterObjects = {
      cluster: "bench",
      idPrefix: null,
      kustomizations,
      sources: [],
      events: [],
      failures: new Map(),
      absenceOf: () => "missing",
    };
    const snapshot = builder.build({ clusters: [cluster], statuses: [], now: NOW, revision });
    const linted = { cluster: "bench", idPrefix: null, kustomizations, sources: [], sourceScopes: [] };
    return { ...snapshot, findings: linter.lint({ snapshot, clusters: [linted], complete: true }) };
  };
}

/** Turns the Ready condition of one object. */
function turnOne(fleet: Map<string, RawObject>, number: number, change: number): void {
  const name = `app-${number}`;
  const raw = fleet.get(name);
  if (raw === undefined) return;
  const status = raw["status"] as { conditions: { status: string }[] };
  const [ready] = status.conditions;
  const turned =
    ready?.status === "True"
      ? { status: "False", reason: "BuildFailed", message: `change ${change}` }
      : { status: "True", reason: "ReconciliationSucceeded", message: "" };
  fleet.set(name, { ...raw, status: { ...status, conditions: [{ ...ready, ...turned }] } });
}
