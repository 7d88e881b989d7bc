import { formatDuration } from "#lib/flux/duration.ts";
import { LINT_ANNOTATION } from "./lint-annotation.ts";
import type { Rule, RuleOption } from "./rule.ts";

/** Writes the page on the rules, in Markdown: how they are set, and each with its reason, examples and mend. */
export function toRulesPage(rules: readonly Rule<string>[]): string {
  return `${[INTRODUCTION, toTable(rules), ...rules.map(toSection)].join("\n\n")}\n`;
}

const INTRODUCTION = `# The rules

A finding is what a rule says about the graph: a sentence, the Kustomizations that it is about, and how to mend it. The
rules look at specs and inventories alone, so a finding does not come and go with a status, and they are the same for a
cluster and for manifests.

**Severities**: an \`error\` will not work, or stops working by itself; a \`warning\` probably does not do what was meant; an
\`info\` is worth knowing.

**Set for all** by a file, YAML or JSON: the server reads the one that \`HEADWATER_LINT_CONFIG\` names, \`headwater lint\`
reads \`.headwater.yaml\` in the current folder, or the one of \`--config\`:

\`\`\`yaml
rules:
  cross-namespace-source: off # or error, warning, info
  deep-chain:
    severity: warning
    most: 6
\`\`\`

**Set for one Kustomization** by an annotation, which wins over the file; \`all=off\` means every rule:

\`\`\`yaml
metadata:
  annotations:
    ${LINT_ANNOTATION}: "deep-chain=off, no-retry-interval=warning"
\`\`\`

A finding about several counts for the first that it names: there it is mended. One that says the same of several alike
(a source, a path) leaves out those that switch it off.`;

/** The columns as wide as their longest cell, as the formatter wants them. */
function toTable(rules: readonly Rule<string>[]): string {
  const rows = [
    ["rule", "severity", "what"],
    ...rules.map(({ id, severity, title }) => [`[\`${id}\`](#${id})`, severity, title]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const toLine = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const [head = "", ...lines] = rows.map((row) => toLine(row.map((cell, column) => cell.padEnd(widths[column] ?? 0))));
  return [head, toLine(widths.map((width) => "-".repeat(width))), ...lines].join("\n");
}

function toSection({ id, severity, title, docs, bad, good, fix, options }: Rule<string>): string {
  const settings = Object.entries(options).map(
    ([name, option]) => `- \`${name}\`: ${option.about}; default \`${toDefault(option)}\``,
  );
  return [
    `## ${id}`,
    `${title} (${severity}).`,
    docs.replaceAll("\n", " "),
    ...(settings.length > 0 ? [`Settings:\n\n${settings.join("\n")}`] : []),
    `Found:\n\n${toBlock(bad)}`,
    `Not found:\n\n${toBlock(good)}`,
    `To mend it: ${fix}`,
  ].join("\n\n");
}

function toDefault({ kind, default: value }: RuleOption): string {
  return kind === "count" ? String(value) : formatDuration(value).replace(/(?<=m)0s$|(?<=h)0m0s$/, "");
}

function toBlock(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}
