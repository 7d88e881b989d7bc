import { isDeepStrictEqual } from "node:util";
import { type Arguments, CLUSTER_OPTIONS, type Command, OUTPUT_OPTION, type Surroundings } from "#lib/cli/command.ts";
import { toDiffChart } from "#lib/cli/diff/diff-chart.ts";
import { pointToNewEdge } from "#lib/cli/diff/point-to-new-edge.ts";
import { type DiffReport, writeDiffMarkdown, writeDiffText } from "#lib/cli/diff/write-diff.ts";
import { lintGraph } from "#lib/cli/lint/lint-graph.ts";
import { readSettings } from "#lib/cli/lint/read-settings.ts";
import { type GraphReading, readGraph, tellNotes } from "#lib/cli/read-graph.ts";
import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { diffOrder } from "#lib/graph/diff-order.ts";
import type { Finding } from "#lib/graph/model.ts";

export const diff: Command = {
  name: "diff",
  summary: "Say what a change does to the order: edges, waves, new cycles, what waits behind it",
  about: [
    "A and B are files or folders with the manifests of one cluster, before and after; live: is the cluster.",
    "Several folders of one side go with commas. Markdown has a Mermaid picture, for a comment in a review.",
    "Exit code 0; with --fail, 1 when the change brings a cycle or a missing dependency. 2 when it cannot be told.",
  ],
  operand: { name: "PATH", least: 2, most: 2, completes: "path" },
  options: {
    fail: { type: "boolean", about: "exit with 1 when the change brings a cycle or a missing dependency" },
    config: { type: "string", value: "FILE", about: "the settings of the rules; default .headwater.yaml here" },
    ...CLUSTER_OPTIONS,
    output: OUTPUT_OPTION(["text", "markdown", "json"]),
  },
  examples: [
    [
      "headwater diff ../main/clusters/production ./clusters/production",
      "two checkouts (git worktree add ../main main)",
    ],
    ["headwater diff live: ./clusters/production", "what would a merge do to the cluster?"],
    [
      "headwater diff ../main/clusters/production ./clusters/production -o markdown --fail",
      "for a comment in a review",
    ],
  ],
  async run(given, around) {
    const [a = "", b = ""] = given.operands;
    const before = await readSide(a, given, around);
    const after = await readSide(b, given, around);
    const settings = readSettings(given.text("config"), around.terminal.folder);
    const order = diffOrder(before.snapshot, after.snapshot, createChangeFinder(before, after));
    const [old, now] = [lintGraph(before, settings), lintGraph(after, settings)];
    const report: DiffReport = {
      diff: order,
      findings: {
        added: withoutKnown(now, old).map((finding) => pointToNewEdge(finding, order)),
        removed: withoutKnown(old, now),
      },
      chart: toDiffChart(order, after.snapshot),
    };
    around.terminal.out(write(given.text("output"), report, around));
    const isWorse = order.cycles.added.length > 0 || order.missing.added.length > 0;
    return given.has("fail") && isWorse ? 1 : 0;
  },
};

async function readSide(operand: string, given: Arguments, around: Surroundings): Promise<GraphReading> {
  const paths = operand.startsWith("live:") ? [operand] : operand.split(",").filter((path) => path !== "");
  const reading = await readGraph(paths, given, around);
  tellNotes(reading.notes, around);
  return reading;
}

function write(format: string | null, report: DiffReport, { paint }: Surroundings): string {
  if (format === "json") {
    const { diff: order, findings } = report;
    return `${JSON.stringify({ schema: 1, ...order, findings }, null, 2)}\n`;
  }
  return format === "markdown" ? writeDiffMarkdown(report) : writeDiffText(report, paint);
}

/** Compares what objects say, not how they were written; a cluster fills in defaults, so there only what is said counts. */
function createChangeFinder(before: GraphReading, after: GraphReading): (id: ObjectId) => boolean {
  const [old, now] = [toSpecs(before), toSpecs(after)];
  const isLive = before.origin === "cluster" || after.origin === "cluster";
  return (id) => {
    const [was, is] = [old.get(id), now.get(id)];
    if (!isLive) return !isDeepStrictEqual(was, is);
    return before.origin === "cluster" ? !isWithin(is, was) : !isWithin(was, is);
  };
}

/** Whether everything that one says stands in the other too. */
function isWithin(said: unknown, whole: unknown): boolean {
  if (typeof said !== "object" || said === null) return isDeepStrictEqual(said, whole);
  if (typeof whole !== "object" || whole === null || Array.isArray(said) !== Array.isArray(whole)) return false;
  if (Array.isArray(said) && said.length !== (whole as unknown[]).length) return false;
  return Object.entries(said).every(([field, value]) => isWithin(value, (whole as Record<string, unknown>)[field]));
}

function toSpecs({ objects }: GraphReading): ReadonlyMap<ObjectId, unknown> {
  return new Map(
    [...objects.kustomizations].map(({ metadata, ...object }) => [
      toObjectId("Kustomization", metadata.namespace ?? "", metadata.name),
      object["spec"],
    ]),
  );
}

/** These gather many nodes in one finding: one more or less of them is no new finding. */
const GATHERING: ReadonlySet<string> = new Set(["missing-source", "deep-chain"]);

/** Findings that none of the others says too. */
function withoutKnown(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const toKey = ({ rule, nodes }: Finding) => JSON.stringify([rule, nodes]);
  const known = new Set(others.map(toKey));
  const gathered = new Set(others.flatMap(({ rule, nodes }) => nodes.map((id) => `${rule} ${id}`)));
  return findings.filter((finding) => {
    if (known.has(toKey(finding))) return false;
    return !GATHERING.has(finding.rule) || !finding.nodes.some((id) => gathered.has(`${finding.rule} ${id}`));
  });
}
