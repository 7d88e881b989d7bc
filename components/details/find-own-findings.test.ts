import { describe, expect, it } from "vitest";
import { id, node } from "#components/problems/graph.test-support.ts";
import type { Cycle, Finding } from "#lib/graph/model.ts";
import { findOwnFindings } from "./find-own-findings.ts";

function finding(rule: string, severity: Finding["severity"], ...nodes: string[]): Finding {
  return { rule, severity, nodes: nodes.map(id), message: "", fix: "" };
}

const findings = [
  finding("cycle", "error", "m/c", "m/a"),
  finding("dependency-without-wait", "warning", "m/b"),
  finding("same-path", "warning", "m/b", "m/a"),
  finding("implied-dependency", "info", "m/b", "m/a"),
  finding("no-retry-interval", "info", "m/a"),
  finding("suspended-dependency", "warning", "m/s", "m/a"),
  finding("suspended-dependency", "info", "m/s", "m/x"),
];
const cycle: Cycle = {
  kind: "locked",
  nodes: [id("m/a"), id("m/c")],
  cut: { from: id("m/a"), to: id("m/c"), why: "" },
};

function rulesOf(name: string, state: "ready" | "missing" = "ready", cycles: readonly Cycle[] = []) {
  return findOwnFindings(node(name, { state }), { findings, cycles }).map(({ rule }) => rule);
}

describe("findOwnFindings", () => {
  it("puts what the node mends itself before what others mend, and leaves out others' notes", () => {
    expect(rulesOf("m/a")).toEqual(["no-retry-interval", "cycle", "same-path"]);
    expect(rulesOf("m/b")).toEqual(["dependency-without-wait", "same-path", "implied-dependency"]);
  });

  it("does not repeat a cycle whose cut is told beside it", () => {
    expect(rulesOf("m/a", "ready", [cycle])).toEqual(["no-retry-interval", "same-path"]);
  });

  it("leaves to the warning what a suspended one will block, but not that others go by its last state", () => {
    expect(rulesOf("m/s")).toEqual(["suspended-dependency"]);
  });

  it("has nothing to say of what is not there, or of what no rule names", () => {
    expect(rulesOf("m/a", "missing")).toEqual([]);
    expect(rulesOf("m/other")).toEqual([]);
  });
});
