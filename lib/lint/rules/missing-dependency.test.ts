import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { findBy, type LintTestOptions } from "#lib/lint/lint.test-support.ts";

const RULE = "missing-dependency";

function helmRelease(name: string, namespace: string, owner?: string): RawObject {
  const labels =
    owner === undefined
      ? {}
      : { "kustomize.toolkit.fluxcd.io/name": owner, "kustomize.toolkit.fluxcd.io/namespace": "default" };
  return { kind: "HelmRelease", metadata: { name, namespace, labels } };
}

describe(RULE, () => {
  it.each<[string, RawObject[], LintTestOptions, string, string]>([
    [
      "nothing near",
      [],
      {},
      "so it never runs.",
      "Create default/redis, or take it out of spec.dependsOn of default/app.",
    ],
    [
      "the same name in another namespace",
      [ks("redis", { namespace: "data" })],
      {},
      "; there is data/redis.",
      "write name: redis, namespace: data.",
    ],
    [
      "the same name in several namespaces",
      [ks("redis", { namespace: "data" }), ks("redis", { namespace: "cache" })],
      {},
      "; there is cache/redis and data/redis.",
      "name the one that is meant, with its namespace, or create default/redis.",
    ],
    ["a letter too many", [ks("rediss")], {}, "; there is default/rediss.", "write name: rediss, namespace: default."],
    ["two letters swapped", [ks("reids")], {}, "; there is default/reids.", "write name: reids, namespace: default."],
    [
      "two that are equally near",
      [ks("redis1"), ks("redis2")],
      {},
      "; there is default/redis1 and default/redis2.",
      "name the one that is meant",
    ],
    [
      "a HelmRelease",
      [],
      { helmReleases: [helmRelease("redis", "default")] },
      "there is a HelmRelease of that name, but dependsOn takes Kustomizations only.",
      "name the Kustomization that applies the HelmRelease, or create default/redis.",
    ],
    [
      "a HelmRelease that a Kustomization applies",
      [],
      { helmReleases: [helmRelease("redis", "elsewhere"), helmRelease("redis", "default", "caches")] },
      "there is a HelmRelease of that name",
      "name default/caches that applies the HelmRelease",
    ],
    [
      "manifests that may not be all",
      [],
      { complete: false },
      "which is not among these manifests: it never runs unless something else creates that.",
      "Create",
    ],
  ])("%s", (_, others, options, message, fix) => {
    const findings = findBy(RULE, [ks("app", { dependsOn: ["redis"] }), ...others], options);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.severity).toBe("error");
    expect(findings[0]?.nodes).toEqual(["Kustomization/default/app", "Kustomization/default/redis"]);
    expect(findings[0]?.message).toContain(message);
    expect(findings[0]?.fix).toContain(fix);
  });

  it("names the shorter or longer form of a name", () => {
    const objects = [ks("rook-ceph-cluster"), ks("logs", { dependsOn: ["storage-rook-ceph-cluster"] })];
    const [finding] = findBy(RULE, objects);
    expect(finding?.message).toContain("; there is default/rook-ceph-cluster.");
    expect(finding?.fix).toContain("if that is meant, or create default/storage-rook-ceph-cluster.");
  });

  it("names who applies the HelmRelease, by its inventory", () => {
    const entries = [{ id: "default_redis_helm.toolkit.fluxcd.io_HelmRelease", v: "v2" }];
    const caches = ks("caches", { status: { inventory: { entries } } });
    const [finding] = findBy(RULE, [caches, ks("app", { dependsOn: ["redis"] })]);
    expect(finding?.message).toContain("there is a HelmRelease of that name");
    expect(finding?.fix).toContain("name default/caches that applies the HelmRelease");
  });

  it("takes no one-letter neighbour for a short name", () => {
    expect(findBy(RULE, [ks("db1"), ks("app", { dependsOn: ["db1x"] })])[0]?.message).toContain("there is default/db1");
    expect(findBy(RULE, [ks("web"), ks("app", { dependsOn: ["db"] })])[0]?.message).not.toContain("there is");
  });

  it.each(["hidden", "unread"] as const)("does not tell of one that is %s", (absence) => {
    expect(findBy(RULE, [ks("app", { dependsOn: ["redis"] })], { absence })).toEqual([]);
  });

  it("tells each dependent, and one that names it twice once", () => {
    const findings = findBy(RULE, [ks("a", { dependsOn: ["x", "x"] }), ks("b", { dependsOn: ["x"] })]);
    expect(findings.map(({ nodes }) => nodes[0])).toEqual(["Kustomization/default/a", "Kustomization/default/b"]);
  });

  it("looks for near names in the same cluster only", () => {
    const [finding] = findBy(RULE, [ks("app", { dependsOn: ["redis"] }), ks("redis", { namespace: "data" })], {
      idPrefix: "prod",
    });
    expect(finding?.nodes).toEqual(["prod:Kustomization/default/app", "prod:Kustomization/default/redis"]);
    expect(finding?.fix).toContain("namespace: data");
  });

  it("stays quick where thousands of names dangle", () => {
    const dependents = Array.from({ length: 3_000 }, (_, at) => ks(`app-${at}`, { dependsOn: [`gone-${at}`] }));
    const started = performance.now();
    expect(findBy(RULE, dependents)).toHaveLength(3_000);
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
