import type { Finding } from "#lib/graph/model.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";

/** The findings of one rule. */
export interface FindingGroup {
  readonly rule: string;
  /** The rule's name as words: `missing-dependency` is "Missing dependency". */
  readonly title: string;
  /** The worst among them. */
  readonly severity: Finding["severity"];
  readonly findings: readonly Finding[];
}

/** Groups findings, worst first as they come, by rule. */
export function groupFindings(findings: readonly Finding[]): readonly FindingGroup[] {
  return [...groupBy(findings, ({ rule }) => rule)].map(([rule, those]) => ({
    rule,
    title: toTitle(rule),
    severity: those[0]?.severity ?? "info",
    findings: those,
  }));
}

const WORDS: readonly (readonly [Finding["severity"], string, string])[] = [
  ["error", "error", "errors"],
  ["warning", "warning", "warnings"],
  ["info", "note", "notes"],
];

/** Counts findings in words: "2 errors · 14 warnings · 1 note"; empty when there are none. */
export function countFindings(findings: readonly Finding[]): string {
  return WORDS.flatMap(([severity, one, many]) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  }).join(" · ");
}

function toTitle(rule: string): string {
  const words = rule.replaceAll("-", " ").replace(/\bcrds\b/, "CRDs");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
