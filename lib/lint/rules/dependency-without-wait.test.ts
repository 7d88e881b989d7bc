import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "dependency-without-wait";
const app = ks("app", { dependsOn: ["db"] });

function applying(...ids: string[]): RawObject {
  return ks("db", { status: { inventory: { entries: ids.map((id) => ({ id, v: "v1" })) } } });
}

function childOf(parent: string, name: string, dependsOn: string[]): RawObject {
  const labels = { "kustomize.toolkit.fluxcd.io/name": parent, "kustomize.toolkit.fluxcd.io/namespace": "default" };
  return ks(name, { dependsOn, metadata: { labels } });
}

describe(RULE, () => {
  it("finds one that others wait for and that waits for nothing", () => {
    const [finding] = findBy(RULE, [ks("db"), app, ks("job", { dependsOn: ["db"] })]);
    expect(finding?.nodes).toEqual(["Kustomization/default/db"]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toBe(
      "default/db has neither wait nor healthChecks, so 2 Kustomizations behind it (default/app and default/job) start once it is applied, working or not.",
    );
    expect(finding?.fix).toContain("Set spec.wait: true on default/db");
  });

  it.each<[string, RawObject]>([
    ["wait", ks("db", { spec: { wait: true } })],
    ["healthChecks", ks("db", { spec: { healthChecks: [{ apiVersion: "apps/v1", kind: "Deployment", name: "db" }] } })],
    [
      "an inventory of what works at once",
      applying("default_settings__ConfigMap", "_admin_rbac.authorization.k8s.io_ClusterRole"),
    ],
    ["an empty inventory", applying()],
  ])("lets %s pass", (_, dependency) => expect(findBy(RULE, [dependency, app])).toEqual([]));

  it.each<[string, RawObject]>([
    ["wait: false", ks("db", { spec: { wait: false } })],
    ["an empty list of healthChecks", ks("db", { spec: { healthChecks: [] } })],
    ["an inventory with a workload", applying("default_settings__ConfigMap", "default_db_apps_StatefulSet")],
  ])("finds %s", (_, dependency) => expect(findBy(RULE, [dependency, app])).toHaveLength(1));

  it("says nothing of one that nobody depends on, or only by a readyExpr, or itself", () => {
    expect(findBy(RULE, [ks("db")])).toEqual([]);
    const byExpression = ks("app", { dependsOn: [{ name: "db", readyExpr: "has(dep.status)" }] });
    expect(findBy(RULE, [ks("db"), byExpression])).toEqual([]);
    expect(findBy(RULE, [ks("db", { dependsOn: ["db"] })])).toEqual([]);
  });

  it("lets a child name its parent", () => {
    expect(findBy(RULE, [ks("root"), childOf("root", "child", ["root"])])).toEqual([]);
  });

  it("does not advise wait to a parent whose child waits for it, also through others", () => {
    const objects = [
      ks("root"),
      ks("middle", { dependsOn: ["root"], spec: { wait: true } }),
      childOf("root", "child", ["middle"]),
    ];
    const [finding] = findBy(RULE, objects);
    expect(finding?.fix).toContain("List in spec.healthChecks of default/root");
  });
});
