import { CLUSTER_OPTIONS, type Command, OUTPUT_OPTION, type Surroundings } from "#lib/cli/command.ts";
import { countFindings, isAtLeast } from "#lib/cli/lint/count-findings.ts";
import { lintGraph } from "#lib/cli/lint/lint-graph.ts";
import { type PlacedFinding, placeFindings, toUnreadableFindings } from "#lib/cli/lint/place-finding.ts";
import { readSettings, SETTINGS_FILE } from "#lib/cli/lint/read-settings.ts";
import { writeAnnotations } from "#lib/cli/lint/write-annotations.ts";
import { writeSarif } from "#lib/cli/lint/write-sarif.ts";
import { writeLintText } from "#lib/cli/lint/write-text.ts";
import { type GraphReading, readGraph, tellNotes } from "#lib/cli/read-graph.ts";
import { toRelative } from "#lib/cli/to-relative.ts";
import { SEVERITIES, type Severity } from "#lib/lint/rule.ts";
import { RULES } from "#lib/lint/rules.ts";

const FORMATS = ["text", "json", "sarif", "github"] as const;
type Format = (typeof FORMATS)[number];

export const lint: Command = {
  name: "lint",
  summary: "Look for mistakes in the order: in manifests, without a cluster",
  about: [
    "PATH is a file or a folder of one cluster's manifests, - for the standard input, or live: for the cluster of your",
    "kubeconfig. Manifests are read as they stand, not rendered; namespaces that kustomization.yaml files set are heeded.",
    "",
    "Exit code 0 when nothing is found at or above --fail-on (also when there is no Flux object at all, which is said),",
    "1 when something is, 2 when a path cannot be read or the settings are wrong.",
  ],
  operand: { name: "PATH", least: 0, most: Number.POSITIVE_INFINITY, completes: "path" },
  options: {
    "fail-on": {
      type: "string",
      value: "SEVERITY",
      choices: [...SEVERITIES, "never"],
      about: "exit with 1 from this severity on: error, warning, info, or never; default error",
    },
    config: { type: "string", value: "FILE", about: `the settings of the rules; default ${SETTINGS_FILE} here` },
    rules: { type: "boolean", about: "list the rules instead" },
    ...CLUSTER_OPTIONS,
    output: OUTPUT_OPTION(FORMATS),
  },
  examples: [
    ["headwater lint ./clusters/production ./infrastructure", "what is wrong with the order?"],
    ["headwater lint . --fail-on warning -o github", "in a GitHub workflow, with annotations of the lines"],
    ["headwater lint . -o sarif > headwater.sarif", "for code scanning"],
    ["kustomize build ./clusters/production | headwater lint -", "what is rendered, with its patches"],
    ["headwater lint live:", "the same rules on the cluster"],
  ],
  async run(given, around) {
    const { terminal, paint } = around;
    if (given.has("rules")) {
      const width = Math.max(...RULES.map(({ id }) => id.length));
      const lines = RULES.map(
        (rule) => `${paint("bold", rule.id.padEnd(width))}  ${rule.severity.padEnd(7)}  ${rule.title}`,
      );
      terminal.out(`${lines.join("\n")}\n`);
      return 0;
    }
    const paths = given.operands.length === 0 ? ["."] : given.operands;
    const settings = readSettings(given.text("config"), terminal.folder);
    const reading = await readGraph(paths, given, around);
    const found = lintGraph(reading, settings);
    const { manifests } = reading;
    const findings: readonly PlacedFinding[] =
      manifests === null
        ? found.map((finding) => ({ ...finding, file: null, line: null, column: null }))
        : [...toUnreadableFindings(manifests, terminal.folder), ...placeFindings(found, manifests, terminal.folder)];
    tellNotes([...(manifests?.notes ?? reading.notes), ...toEmptyNotes(reading, paths)], around);
    for (const { file, message } of manifests?.unread ?? [])
      terminal.err(`${paint("red", "error:")} ${toRelative(file, terminal.folder)}: ${message}\n`);
    terminal.out(write(given.text("output") as Format | null, findings, reading, around));
    const failOn = given.text("fail-on") ?? "error";
    if ((manifests?.unread.length ?? 0) > 0) return 2;
    return failOn !== "never" && findings.some((finding) => isAtLeast(finding, failOn as Severity)) ? 1 : 0;
  },
};

function write(
  format: Format | null,
  findings: readonly PlacedFinding[],
  reading: GraphReading,
  around: Surroundings,
): string {
  switch (format) {
    case "json":
      return `${JSON.stringify({ schema: 1, findings, counts: countFindings(findings), ...toScope(reading) }, null, 2)}\n`;
    case "sarif":
      return writeSarif(findings, around.version);
    case "github":
      return writeAnnotations(findings);
    default:
      return writeLintText(findings, toWords(toScope(reading)), around);
  }
}

interface Scope {
  readonly kustomizations: number;
  /** Null for a cluster. */
  readonly files: number | null;
}

function toScope({ objects, manifests }: GraphReading): Scope {
  return { kustomizations: [...objects.kustomizations].length, files: manifests?.manifests.files ?? null };
}

function toWords({ kustomizations, files }: Scope): string {
  const objects = `${kustomizations} ${kustomizations === 1 ? "Kustomization" : "Kustomizations"}`;
  return files === null ? objects : `${objects}, ${files} ${files === 1 ? "file" : "files"}`;
}

function toEmptyNotes({ snapshot, manifests }: GraphReading, paths: readonly string[]): readonly string[] {
  if (manifests === null || snapshot.nodes.length > 0) return [];
  return [`There is no Flux Kustomization in ${paths.join(", ")}: nothing to lint.`];
}
