import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findBy, lintObjects } from "#lib/lint/lint.test-support.ts";

const RULE = "hidden-cycle";
const labels = { "kustomize.toolkit.fluxcd.io/name": "root", "kustomize.toolkit.fluxcd.io/namespace": "default" };
const check = {
  apiVersion: "kustomize.toolkit.fluxcd.io/v1",
  kind: "Kustomization",
  name: "child",
  namespace: "default",
};

function child(dependsOn: readonly string[]): RawObject {
  return ks("child", { dependsOn, metadata: { labels } });
}

describe(RULE, () => {
  it.each<[string, object]>([
    ["wait", { wait: true }],
    ["a health check", { healthChecks: [check] }],
  ])("finds a parent with %s whose child depends on it", (_, spec) => {
    const findings = lintObjects([ks("root", { spec }), child(["root"])]).filter(
      ({ severity }) => severity === "error",
    );
    expect(findings).toHaveLength(1);
    expect(findings[0]?.rule).toBe(RULE);
    expect(findings[0]?.nodes).toEqual(["Kustomization/default/child", "Kustomization/default/root"]);
    expect(findings[0]?.message).toBe(
      "The health check of default/root waits for default/child, which waits for default/root: it can only time out.",
    );
    expect(findings[0]?.fix).toMatch(/^Take root out of the dependsOn of child/);
  });

  it("finds it through others", () => {
    const objects = [ks("root", { spec: { wait: true } }), ks("middle", { dependsOn: ["root"] }), child(["middle"])];
    const [finding] = findBy(RULE, objects);
    expect(finding?.nodes).toHaveLength(3);
    expect(finding?.message).toContain("which waits for default/root through default/middle");
  });

  it.each<[string, readonly RawObject[]]>([
    ["a parent that does not wait", [ks("root"), child(["root"])]],
    ["a child that does not depend on it", [ks("root", { spec: { wait: true } }), child([])]],
    [
      "a dependent that it does not apply",
      [ks("root", { spec: { wait: true } }), ks("other", { dependsOn: ["root"] })],
    ],
    [
      "wait, which checks only what it applies",
      [ks("root", { spec: { wait: true, healthChecks: [check] } }), ks("child", { dependsOn: ["root"] })],
    ],
  ])("finds nothing in %s", (_, objects) => expect(findBy(RULE, objects)).toEqual([]));
});
