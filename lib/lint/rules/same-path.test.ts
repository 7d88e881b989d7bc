import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "same-path";

function at(name: string, spec: object, objects?: readonly string[]): RawObject {
  const status = objects === undefined ? {} : { inventory: { entries: objects.map((id) => ({ id, v: "v1" })) } };
  return ks(name, { spec: { path: "./app", ...spec }, status });
}

describe(RULE, () => {
  it("finds two that are built alike", () => {
    const [finding] = findBy(RULE, [at("a", {}), at("b", {})]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.nodes).toEqual(["Kustomization/default/a", "Kustomization/default/b"]);
    expect(finding?.message).toBe(
      "default/a and default/b take path ./app of GitRepository flux-system/fleet and are built alike, so they apply the same objects: what one prunes the other loses.",
    );
  });

  it.each(["app", "./app/", "app//", "./././app"])("knows %s for the same path", (path) => {
    expect(findBy(RULE, [at("a", {}), at("b", { path })])).toHaveLength(1);
  });

  it("takes the order of fields for nothing", () => {
    const one = { postBuild: { substitute: { a: "1", b: "2" } } };
    const other = { postBuild: { substitute: { b: "2", a: "1" } } };
    expect(findBy(RULE, [at("a", one), at("b", other)])).toHaveLength(1);
  });

  it.each([
    { path: "./other" },
    { sourceRef: { kind: "GitRepository", name: "other", namespace: "flux-system" } },
    { sourceRef: undefined },
    { targetNamespace: "other" },
    { namePrefix: "b-" },
    { nameSuffix: "-b" },
    { components: ["../extra"] },
    { patches: [{ patch: "- op: remove" }] },
    { postBuild: { substitute: { NAME: "b" } } },
    { kubeConfig: { secretRef: { name: "elsewhere" } } },
  ])("tells apart by %j", (spec) => expect(findBy(RULE, [at("a", {}), at("b", spec)])).toEqual([]));

  it("goes by the inventories where both are known", () => {
    const apart = { postBuild: { substitute: { NAME: "b" } } };
    const [finding] = findBy(RULE, [
      at("a", {}, ["x_a__ConfigMap", "x_c__ConfigMap"]),
      at("b", apart, ["x_a__ConfigMap"]),
    ]);
    expect(finding?.message).toContain("and hold one object of it together: what one prunes the other loses.");
    expect(findBy(RULE, [at("a", {}, ["x_a__ConfigMap"]), at("b", {}, ["x_b__ConfigMap"])])).toEqual([]);
    expect(findBy(RULE, [at("a", {}, []), at("b", {}, [])])).toEqual([]);
  });

  it("takes two that check different things for gates, unless both apply the same", () => {
    const gate = (name: string) => ({
      healthChecks: [{ apiVersion: "apps/v1", kind: "Deployment", name, namespace: "x" }],
    });
    expect(findBy(RULE, [at("a", gate("db")), at("b", gate("cache"))])).toEqual([]);
    expect(findBy(RULE, [at("a", gate("db")), at("b", gate("db"))])).toHaveLength(1);
    const objects = ["x_a__ConfigMap"];
    expect(findBy(RULE, [at("a", gate("db"), objects), at("b", gate("cache"), objects)])).toHaveLength(1);
  });

  it("leaves out who switches it off", () => {
    const metadata = { annotations: { "headwater.dev/lint": "same-path=off" } };
    const silent = ks("b", { spec: { path: "./app" }, metadata });
    expect(findBy(RULE, [at("a", {}), silent])).toEqual([]);
    expect(findBy(RULE, [at("a", {}), silent, at("c", {})])[0]?.nodes).toHaveLength(2);
  });
});
