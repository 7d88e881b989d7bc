import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findBy, lintObjects, toLintInput } from "./lint.test-support.ts";
import { buildLintContext } from "./lint-context.ts";
import { type Rule, SEVERITIES } from "./rule.ts";
import { DEFAULT_SETTINGS } from "./rule-settings.ts";
import { noRetryInterval } from "./rules/no-retry-interval.ts";
import { runRules, runRulesInSteps } from "./run-rules.ts";
import { finish } from "./steps.ts";

/** Breaks no-retry-interval (info), and with the dependency dependency-without-wait (warning) and missing-dependency (error). */
function slow(name: string, lint?: string): RawObject {
  const metadata = lint === undefined ? {} : { annotations: { "headwater.dev/lint": lint } };
  return ks(name, { spec: { interval: "1h", retryInterval: undefined }, metadata });
}

function levelOf(lint: string | undefined, configured: unknown): string | undefined {
  const settings = configured === undefined ? undefined : { rules: { "no-retry-interval": configured } };
  return findBy("no-retry-interval", [slow("a", lint)], { settings })[0]?.severity;
}

describe("runRules", () => {
  it.each<[string | undefined, unknown, string | undefined]>([
    [undefined, undefined, "info"],
    [undefined, "error", "error"],
    [undefined, { severity: "warning" }, "warning"],
    [undefined, "off", undefined],
    ["no-retry-interval=warning", undefined, "warning"],
    ["no-retry-interval=off", "error", undefined],
    ["no-retry-interval=error", "off", "error"],
    ["all=off", undefined, undefined],
    ["all=off,no-retry-interval=info", undefined, "info"],
    ["no-retry-interval=info,all=off", undefined, "info"],
    ["deep-chain=off", undefined, "info"],
  ])("with annotation %s and configuration %j gives %s", (lint, configured, severity) => {
    expect(levelOf(lint, configured)).toBe(severity);
  });

  it("lets an annotation speak for its own object alone", () => {
    const findings = findBy("no-retry-interval", [slow("a", "all=off"), slow("b")]);
    expect(findings.map(({ nodes }) => nodes[0])).toEqual(["Kustomization/default/b"]);
  });

  it("lists the worst first, then by rule and object, whatever order the objects came in", () => {
    const objects = [
      slow("b"),
      slow("a"),
      ks("z", { dependsOn: ["gone", "b", "a"] }),
      ks("y", { dependsOn: ["b"], spec: { path: "./z" } }),
    ];
    const findings = lintObjects(objects);
    expect(lintObjects(objects.toReversed())).toEqual(findings);
    const ranks = findings.map(({ severity }) => SEVERITIES.indexOf(severity));
    expect(ranks).toEqual(ranks.toSorted((one, other) => one - other));
    const names = findings.map(({ rule, nodes }) => `${rule} ${nodes[0]?.split("/")[2]}`);
    expect(names).toEqual([
      "missing-dependency z",
      "dependency-without-wait a",
      "dependency-without-wait b",
      "same-path y",
      "cross-namespace-source a",
      "no-retry-interval a",
      "no-retry-interval b",
    ]);
  });

  it("has nothing to say of what is being deleted, cannot be read, or is not there", () => {
    const gone = ks("gone", {
      spec: { interval: "1h", retryInterval: undefined },
      metadata: { deletionTimestamp: "2026-03-01T12:00:00Z" },
    });
    expect(findBy("no-retry-interval", [gone])).toEqual([]);
    expect(lintObjects([{ kind: "Kustomization", metadata: { name: "a", namespace: "b" }, spec: "none" }])).toEqual([]);
    expect(lintObjects([])).toEqual([]);
  });

  it("understands objects that hold odd things", () => {
    const odd: RawObject = {
      kind: "Kustomization",
      metadata: { name: "odd", namespace: "b", labels: 3, annotations: ["x"] },
      spec: { dependsOn: "no list", healthChecks: {}, interval: 7, sourceRef: [], path: {}, postBuild: "x" },
      status: { inventory: { entries: [{ id: 7 }, null, "x", { id: "no_id" }] }, conditions: [] },
    };
    expect(lintObjects([odd])).toEqual([]);
  });
});

describe("in steps", () => {
  const objects = Array.from({ length: 2_500 }, (_, at) => slow(`k${at}`));
  const context = finish(buildLintContext(toLintInput(objects)));
  const quiet: Rule = {
    ...noRetryInterval,
    *check() {
      yield null;
      yield null;
    },
  };
  const countSteps = (rules: readonly Rule[]) => [...runRulesInSteps(context, DEFAULT_SETTINGS, rules)].length;

  it("stops after each rule, where a rule stops, and after many findings", () => {
    expect(countSteps([])).toBe(0);
    expect(countSteps([quiet])).toBe(3);
    expect(countSteps([quiet, noRetryInterval])).toBe(3 + 5 + 1);
  });

  it("stops while it reads", () => expect([...buildLintContext(toLintInput(objects))]).toHaveLength(3));

  it("finds the same as at once", () => {
    expect(finish(runRulesInSteps(context, DEFAULT_SETTINGS, [quiet, noRetryInterval]))).toEqual(
      runRules(context, DEFAULT_SETTINGS, [noRetryInterval]),
    );
  });
});
