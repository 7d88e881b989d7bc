import type { Surroundings } from "#lib/cli/command.ts";
import type { Colour } from "#lib/cli/terminal.ts";
import { toPlainText } from "#lib/cli/terminal.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { SEVERITIES, type Severity } from "#lib/lint/rule.ts";
import { countFindings } from "./count-findings.ts";
import type { PlacedFinding } from "./place-finding.ts";

const COLOURS: Readonly<Record<Severity, Colour>> = { error: "red", warning: "yellow", info: "cyan" };
const MANY: Readonly<Record<Severity, string>> = { error: "errors", warning: "warnings", info: "infos" };

/** Writes findings file by file, each with its line, what it says and how to mend it; then how many there are. */
export function writeLintText(findings: readonly PlacedFinding[], looked: string, { paint }: Surroundings): string {
  const byFile = [...groupBy(findings, ({ file }) => file ?? "")].sort(([a], [b]) => (a < b ? -1 : 1));
  const parts = byFile.map(([file, those]) =>
    [
      ...(file === "" ? [] : [paint("bold", file)]),
      ...those
        .toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
        .flatMap(({ line, severity, rule, message, fix }) => [
          `${(line === null ? "" : String(line)).padStart(5)}  ${paint(COLOURS[severity], severity.padEnd(7))}  ${toPlainText(message)}  ${paint("dim", rule)}`,
          `${" ".repeat(16)}${paint("dim", toPlainText(fix))}`,
        ]),
      "",
    ].join("\n"),
  );
  const counts = countFindings(findings);
  const said = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(COLOURS[severity], `${counts[severity]} ${counts[severity] === 1 ? severity : MANY[severity]}`),
  );
  const sum = said.length === 0 ? paint("green", "Nothing found") : said.join(", ");
  return `${parts.map((part) => `${part}\n`).join("")}${sum} in ${looked}.\n`;
}
