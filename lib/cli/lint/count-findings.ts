import type { Finding } from "#lib/graph/model.ts";
import { SEVERITIES, type Severity } from "#lib/lint/rule.ts";

/** How many findings there are of each severity. */
export function countFindings(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** Whether a finding is at or above a severity. */
export function isAtLeast({ severity }: Finding, least: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}
