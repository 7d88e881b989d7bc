import { describe, expect, it } from "vitest";
import { blockedBy, gitRepository, ks, REVISION_1, REVISION_2 } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { type LintTestOptions, toLintInput } from "./lint.test-support.ts";
import { lint } from "./lint.ts";
import { Linter } from "./linter.ts";
import { parseRuleSettings } from "./rule-settings.ts";
import { RULES } from "./rules.ts";

const fleet = [ks("db"), ks("app", { dependsOn: ["db", "gone"] })];
const sources = [gitRepository("fleet", REVISION_1)];

/** Lints one set of objects, then another, with one linter. */
function lintTwice(
  before: readonly RawObject[],
  after: readonly RawObject[],
  options: readonly LintTestOptions[] = [],
) {
  const linter = new Linter();
  const first = linter.lint(toLintInput(before, { sources, ...options[0] }));
  const input = toLintInput(after, { sources, ...options[1] });
  return { first, second: linter.lint(input), fresh: lint(input) };
}

describe("Linter", () => {
  it.each<[string, readonly RawObject[], (readonly LintTestOptions[])?]>([
    ["nothing changes", fleet],
    ["objects are read anew", structuredClone(fleet)],
    [
      "a status moves on",
      [fleet[0], ks("app", { dependsOn: ["db", "gone"], ready: blockedBy("default/gone") })].filter(
        (one) => one !== undefined,
      ),
    ],
    ["a source moves on", fleet, [{}, { sources: [gitRepository("fleet", REVISION_2)] }]],
  ])("gives the very same findings when %s", (_, after, options) => {
    const { first, second, fresh } = lintTwice(fleet, after, options);
    expect(first.length).toBeGreaterThan(0);
    expect(second).toBe(first);
    expect(fresh).toEqual(first);
  });

  const child = { "kustomize.toolkit.fluxcd.io/name": "db", "kustomize.toolkit.fluxcd.io/namespace": "default" };
  const app = (options: Parameters<typeof ks>[1]) => [ks("db"), ks("app", { dependsOn: ["db", "gone"], ...options })];
  it.each<[string, readonly RawObject[], (readonly LintTestOptions[])?]>([
    ["a spec changes", app({ generation: 2, spec: { timeout: "1h" } })],
    ["an annotation appears", app({ metadata: { annotations: { "headwater.dev/lint": "missing-dependency=off" } } })],
    ["a label of its parent appears", app({ metadata: { labels: child } })],
    ["it is being deleted", app({ metadata: { deletionTimestamp: "2026-03-01T12:00:00Z" } })],
    [
      "an inventory appears",
      [
        ks("db", {
          status: { inventory: { entries: [{ id: "_a.b_apiextensions.k8s.io_CustomResourceDefinition", v: "v1" }] } },
        }),
        ...fleet.slice(1),
      ],
    ],
    ["what was missing comes", [...fleet, ks("gone")]],
    ["one goes", fleet.slice(1)],
    ["what was missing may no longer be seen", fleet, [{}, { absence: "hidden" }]],
    ["a source goes", fleet, [{ sourcesRead: "ok" }, { sourcesRead: "ok", sources: [] }]],
    [
      "sources have been read",
      fleet,
      [
        { sources: [], sourcesRead: "loading" },
        { sources: [], sourcesRead: "ok" },
      ],
    ],
    ["an object can no longer be read", [{ ...ks("db"), status: [] }, ...fleet.slice(1)]],
    ["objects have no generation", app({ metadata: { generation: undefined }, spec: { timeout: "1h" } })],
  ])("looks again when %s", (_, after, options) => {
    const { first, second, fresh } = lintTwice(fleet, after, options);
    expect(second).toEqual(fresh);
    expect(second).not.toEqual(first);
  });

  it("keeps to its settings", () => {
    const reading = parseRuleSettings({ rules: { "missing-dependency": "info" } }, RULES);
    const linter = new Linter(reading.ok ? reading.settings : undefined);
    const findings = linter.lint(toLintInput(fleet, { sources }));
    expect(findings.find(({ rule }) => rule === "missing-dependency")?.severity).toBe("info");
  });

  it("takes objects that can be gone through only once", () => {
    const input = toLintInput(fleet, { sources });
    const once = {
      ...input,
      clusters: input.clusters.map((cluster) => ({
        ...cluster,
        kustomizations: fleet.values(),
        sources: sources.values(),
      })),
    };
    expect(new Linter().lint(once)).toEqual(lint(input));
  });
});
