import type { Severity } from "#lib/lint/rule.ts";
import type { PlacedFinding } from "./place-finding.ts";

const LEVELS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", info: "notice" };

/** Writes findings as commands that a GitHub workflow turns into annotations of the lines. */
export function writeAnnotations(findings: readonly PlacedFinding[]): string {
  return findings
    .map(({ severity, file, line, column, rule, message, fix }) => {
      const place = file === null ? [] : [`file=${escapeProperty(file)}`, `line=${line ?? 1}`, `col=${column ?? 1}`];
      const properties = [...place, `title=${escapeProperty(`headwater: ${rule}`)}`].join(",");
      return `::${LEVELS[severity]} ${properties}::${escapeData(`${message} ${fix}`)}\n`;
    })
    .join("");
}

function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
