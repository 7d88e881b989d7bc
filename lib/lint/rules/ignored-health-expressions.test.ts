import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "ignored-health-expressions";
const healthCheckExprs = [{ apiVersion: "example.com/v1", kind: "Database", current: "status.ready == true" }];

describe(RULE, () => {
  it("finds expressions that are never asked", () => {
    const [finding] = findBy(RULE, [ks("a", { spec: { healthCheckExprs } })]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toContain("default/a has healthCheckExprs, but neither wait nor healthChecks");
    expect(finding?.fix).toContain("Set spec.wait: true");
  });

  it("does not advise wait where a child waits for its parent", () => {
    const labels = { "kustomize.toolkit.fluxcd.io/name": "a", "kustomize.toolkit.fluxcd.io/namespace": "default" };
    const objects = [ks("a", { spec: { healthCheckExprs } }), ks("b", { dependsOn: ["a"], metadata: { labels } })];
    expect(findBy(RULE, objects)[0]?.fix).toMatch(/^List what to check in spec.healthChecks of default\/a/);
  });

  it.each([
    { wait: true, healthCheckExprs },
    { healthCheckExprs, healthChecks: [{ apiVersion: "example.com/v1", kind: "Database", name: "main" }] },
    { healthCheckExprs: [] },
    { healthCheckExprs: "none" },
  ])("lets %j pass", (spec) => expect(findBy(RULE, [ks("a", { spec })])).toEqual([]));
});
