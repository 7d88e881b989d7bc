import { createHash } from "node:crypto";
import type { Rule, Severity } from "#lib/lint/rule.ts";
import { RULES } from "#lib/lint/rules.ts";
import { type PlacedFinding, UNREADABLE_RULE } from "./place-finding.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "note" };

/** Writes findings as SARIF 2.1.0, as code scanning takes them: every rule with its reason, every finding with its place. */
export function writeSarif(findings: readonly PlacedFinding[], version: string): string {
  const rules = [...RULES.map(toDescriptor), UNREADABLE];
  const numberOf = new Map(rules.map(({ id }, number) => [id, number]));
  const log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "headwater", semanticVersion: version, rules } },
        columnKind: "utf16CodeUnits",
        results: findings.map((finding) => toResult(finding, numberOf)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

const UNREADABLE = {
  id: UNREADABLE_RULE,
  shortDescription: { text: "A manifest that cannot be read" },
  fullDescription: {
    text: "What cannot be parsed cannot be applied, and is left out of everything else that is found.",
  },
  help: { text: "Mend the YAML." },
  defaultConfiguration: { level: LEVELS.error },
};

function toDescriptor({ id, title, docs, fix, severity }: Rule<string>) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: docs.replaceAll(/\s+/g, " ") },
    help: { text: fix },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function toResult(finding: PlacedFinding, numberOf: ReadonlyMap<string, number>): object {
  const { rule, severity, message, fix, nodes, file, line, column } = finding;
  const region = { startLine: line ?? 1, startColumn: column ?? 1 };
  return {
    ruleId: rule,
    ruleIndex: numberOf.get(rule) ?? -1,
    level: LEVELS[severity],
    message: { text: `${message} ${fix}` },
    locations: [
      {
        ...(file === null
          ? {}
          : { physicalLocation: { artifactLocation: { uri: toUri(file), uriBaseId: "%SRCROOT%" }, region } }),
        logicalLocations: nodes.map((id) => ({ fullyQualifiedName: id, kind: "object" })),
      },
    ],
    partialFingerprints: { "headwaterFinding/v1": toFingerprint(finding) },
  };
}

/** The same for the same finding wherever its lines move to; what cannot be read has only its place to know it by. */
function toFingerprint({ rule, nodes, message, file }: PlacedFinding): string {
  const about = nodes.length > 0 ? [rule, ...nodes] : [rule, file, message];
  return createHash("sha256").update(JSON.stringify(about)).digest("hex").slice(0, 32);
}

function toUri(file: string): string {
  return file.split("/").map(encodeURIComponent).join("/");
}
