import { gzipSync } from "node:zlib";
import { SnapshotBuilder } from "#lib/analysis/build-snapshot.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toInput } from "./analysis.ts";
import { generateFleet } from "./generate-fleet.ts";
import { type Row, toRow } from "./row.ts";

const NODES = 10_000;

/** What the labels of 10,000 add to their snapshot: of the three that charts and platforms mostly set on each. */
export function measureLabelBytes(): readonly Row[] {
  const fleet = generateFleet(NODES, 1, 2);
  const bare = toText(fleet);
  const labelled = toText(fleet.map(withLabels));
  const row = (what: string, measure: (text: string) => number) =>
    toRow("graph", `${NODES} with three labels each, ${what}`, "kB", [measure(labelled) / 1000], {
      what: "without",
      figures: [measure(bare) / 1000],
    });
  return [row("gzipped", (text) => gzipSync(text).length), row("plain", (text) => text.length)];
}

function withLabels(raw: RawObject, index: number): RawObject {
  const labels = {
    "app.kubernetes.io/name": String(raw.metadata.name),
    "app.kubernetes.io/part-of": `platform-${index % 30}`,
    "example.com/team": `team-${index % 12}`,
  };
  return { ...raw, metadata: { ...raw.metadata, labels } };
}

function toText(fleet: readonly RawObject[]): string {
  return JSON.stringify(new SnapshotBuilder().build(toInput(new Map(fleet.map((raw) => [raw.metadata.name, raw])))));
}
