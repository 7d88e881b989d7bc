import { describe, expect, it } from "vitest";
import type { Finding } from "#lib/graph/model.ts";
import { countFindings, groupFindings } from "./group-findings.ts";

function finding(rule: string, severity: Finding["severity"]): Finding {
  return { rule, severity, nodes: [], message: "", fix: "" };
}

describe("groupFindings", () => {
  it("gathers what one rule says, in the order of the worst", () => {
    const findings = [
      finding("missing-dependency", "error"),
      finding("ignored-health-checks", "warning"),
      finding("crds-with-prune", "warning"),
      finding("ignored-health-checks", "info"),
    ];
    expect(
      groupFindings(findings).map(({ title, severity, findings: { length } }) => [title, severity, length]),
    ).toEqual([
      ["Missing dependency", "error", 1],
      ["Ignored health checks", "warning", 2],
      ["CRDs with prune", "warning", 1],
    ]);
  });

  it("makes nothing of nothing", () => expect(groupFindings([])).toEqual([]));
});

describe("countFindings", () => {
  it.each<[Finding["severity"][], string]>([
    [[], ""],
    [["info"], "1 note"],
    [["error", "warning", "warning", "info", "info", "info"], "1 error · 2 warnings · 3 notes"],
    [["error", "error"], "2 errors"],
  ])("%j is %s", (severities, words) => {
    expect(countFindings(severities.map((severity) => finding("r", severity)))).toBe(words);
  });
});
