import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "ignored-health-checks";
const check = { apiVersion: "apps/v1", kind: "Deployment", name: "web", namespace: "apps" };

function withInventory(...ids: string[]) {
  return { inventory: { entries: ids.map((id) => ({ id, v: "v1" })) } };
}

describe(RULE, () => {
  it("finds a list beside wait", () => {
    const [finding] = findBy(RULE, [ks("a", { spec: { wait: true, healthChecks: [check, check] } })]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.nodes).toEqual(["Kustomization/default/a"]);
    expect(finding?.message).toBe(
      "default/a has wait, so its 2 healthChecks are not read: only what it applies itself is checked.",
    );
  });

  it("is a note where all that is listed is applied anyway", () => {
    const status = withInventory("apps_web_apps_Deployment", "default_own_apps_Deployment");
    const healthChecks = [check, { ...check, name: "own", namespace: undefined }];
    const [finding] = findBy(RULE, [ks("a", { status, spec: { wait: true, healthChecks } })]);
    expect(finding?.severity).toBe("info");
    expect(finding?.message).toContain("wait covers the same objects");
  });

  it("is a warning where one of them is not", () => {
    const status = withInventory("apps_web_helm.toolkit.fluxcd.io_HelmRelease");
    const [finding] = findBy(RULE, [ks("a", { status, spec: { wait: true, healthChecks: [check] } })]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toContain("its health check is not read");
  });

  it.each([{ wait: true }, { healthChecks: [check] }, { wait: true, healthChecks: [] }])("lets %j pass", (spec) => {
    expect(findBy(RULE, [ks("a", { spec })])).toEqual([]);
  });
});
