import { describe, expect, it } from "vitest";
import { gitRepository, ks } from "./builders.test-support.ts";
import { parseEvent } from "./event.ts";
import { parseInventory } from "./inventory.ts";
import { EVENT, KUSTOMIZATION, toApiPath } from "./kinds.ts";
import { parseKustomization } from "./kustomization.ts";
import type { RawObject } from "./metadata.ts";
import { toDependencies, toOwnerId, toSourceId } from "./reference.ts";
import { shortenRevision, toCommit } from "./revision.ts";
import { parseSource } from "./source.ts";
import { toTiming } from "./timing.ts";

function parsed(raw: RawObject) {
  const result = parseKustomization(raw);
  if (!result.ok) throw new Error(result.reason);
  return result.value;
}

describe("references", () => {
  it("default to the object's own namespace", () => {
    const web = parsed(
      ks("web", {
        namespace: "apps",
        dependsOn: ["db", "data/cache"],
        spec: { sourceRef: { kind: "Bucket", name: "b" } },
      }),
    );
    expect(toDependencies(web, "eu").map(({ id }) => id)).toEqual([
      "eu:Kustomization/apps/db",
      "eu:Kustomization/data/cache",
    ]);
    expect(toSourceId(web, null)).toBe("Bucket/apps/b");
  });

  it("name the owner by its labels, and nobody their own owner", () => {
    const labels = {
      "kustomize.toolkit.fluxcd.io/name": "flux-system",
      "kustomize.toolkit.fluxcd.io/namespace": "flux-system",
    };
    expect(toOwnerId(parsed(ks("web", { metadata: { labels } })), null)).toBe("Kustomization/flux-system/flux-system");
    expect(toOwnerId(parsed(ks("flux-system", { namespace: "flux-system", metadata: { labels } })), null)).toBeNull();
    expect(toOwnerId(parsed(ks("web")), null)).toBeNull();
  });
});

describe("timing", () => {
  it.each([
    [
      { interval: "10m", retryInterval: undefined, timeout: undefined },
      { interval: 600, retryInterval: 600, timeout: 570 },
    ],
    [
      { interval: "10m", retryInterval: "1m", timeout: "5m" },
      { interval: 600, retryInterval: 60, timeout: 300 },
    ],
    [
      { interval: "40s", retryInterval: undefined, timeout: "5s" },
      { interval: 40, retryInterval: 40, timeout: 30 },
    ],
    [
      { interval: "often", retryInterval: undefined, timeout: undefined },
      { interval: null, retryInterval: null, timeout: null },
    ],
  ])("%j is %j", (spec, expected) => expect(toTiming(parsed(ks("web", { spec })))).toEqual(expected));
});

describe("revisions", () => {
  it.each([
    ["main@sha1:9f3c2e1d0c5f", "main@9f3c2e1", "9f3c2e1"],
    ["sha256:0123456789abcdef", "0123456", "0123456"],
    ["feature/x@sha1:9f3c2e1d0c5f", "feature/x@9f3c2e1", "9f3c2e1"],
    ["v1.2.3", "v1.2.3", "v1.2.3"],
  ])("%s is shown as %s", (revision, short, commit) => {
    expect(shortenRevision(revision)).toBe(short);
    expect(toCommit(revision)).toBe(commit);
  });
});

describe("inventory", () => {
  it("reads ids, with RBAC names and empty namespaces and groups", () => {
    const ids = [
      "apps_web_apps_Deployment",
      "_system__node_rbac.authorization.k8s.io_ClusterRole",
      "apps_cm__ConfigMap",
      "nonsense",
    ];
    const raw = ks("web", { status: { inventory: { entries: ids.map((id) => ({ id, v: "v1" })) } } });
    expect(parseInventory(raw)).toEqual([
      { namespace: "apps", name: "web", group: "apps", kind: "Deployment", version: "v1" },
      { namespace: "", name: "system:node", group: "rbac.authorization.k8s.io", kind: "ClusterRole", version: "v1" },
      { namespace: "apps", name: "cm", group: "", kind: "ConfigMap", version: "v1" },
    ]);
    expect(parseInventory(ks("web"))).toEqual([]);
  });
});

describe("sources and events", () => {
  it("reads the artifact of a source, and none where there is none", () => {
    expect(parseSource(gitRepository("fleet", "main@sha1:1"))?.status.artifact?.revision).toBe("main@sha1:1");
    expect(parseSource(gitRepository("fleet", null))?.status.artifact).toBeUndefined();
    expect(parseSource({ metadata: { name: "x" }, spec: 1, status: "?" })).toMatchObject({
      status: { conditions: [] },
    });
  });

  it("takes the latest of an event's times", () => {
    const event = {
      metadata: { name: "a.1", creationTimestamp: "2026-01-01T00:00:00Z" },
      involvedObject: { kind: "Kustomization", namespace: "apps", name: "web" },
      lastTimestamp: "2026-01-01T00:05:00Z",
      reason: "BuildFailed",
      count: 3,
    };
    expect(parseEvent(event)).toMatchObject({ at: "2026-01-01T00:05:00Z", count: 3, type: "Normal" });
    expect(parseEvent({ ...event, series: { lastObservedTime: "2026-01-01T00:09:00Z" } })?.at).toBe(
      "2026-01-01T00:09:00Z",
    );
    expect(parseEvent({ metadata: { name: "x" } })).toBeNull();
  });
});

describe("toApiPath", () => {
  it("addresses a kind everywhere, in a namespace, and one object", () => {
    expect(toApiPath(KUSTOMIZATION, null)).toBe("/apis/kustomize.toolkit.fluxcd.io/v1/kustomizations");
    expect(toApiPath(EVENT, "apps")).toBe("/api/v1/namespaces/apps/events");
    expect(toApiPath(KUSTOMIZATION, "apps", "a b")).toBe(
      "/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/apps/kustomizations/a%20b",
    );
  });
});
