import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { isCelEqual } from "./cel-equal.ts";
import { toControllerView } from "./controller-view.ts";

type Fields = Record<string, unknown>;

function viewOf(
  spec: object,
  status: object = {},
  metadata: object = {},
): { spec: Fields; status: Fields; metadata: Fields } {
  const raw = { metadata: { name: "db", ...metadata }, spec, status };
  return toControllerView(raw, "dep") as { spec: Fields; status: Fields; metadata: Fields };
}

describe("toControllerView", () => {
  it("reads a dependency without its kind, the dependent with it", () => {
    expect(toControllerView(ks("db"), "dep")).not.toHaveProperty("kind");
    expect(toControllerView(ks("db"), "self")).toMatchObject({
      kind: "Kustomization",
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    });
  });

  it.each<[object, object]>([
    [
      { interval: "10m", timeout: "90s" },
      { interval: "10m0s", timeout: "1m30s" },
    ],
    [{ interval: "often" }, { interval: "often" }],
    [
      { prune: false, wait: false, suspend: false, force: true },
      { prune: false, force: true },
    ],
    [{ healthChecks: [], path: "", components: ["a"] }, { components: ["a"] }],
    [
      { dependsOn: [{ name: "a", namespace: "", readyExpr: "true" }] },
      { dependsOn: [{ name: "a", readyExpr: "true" }] },
    ],
    [{ postBuild: {} }, { postBuild: {} }],
  ])("writes the spec %j as %j", (spec, expected) => expect(viewOf(spec).spec).toEqual(expected));

  it("has whole numbers as integers, also deep in lists", () => {
    const { status, metadata } = viewOf(
      {},
      { observedGeneration: 3, history: [{ totalReconciliations: 2 }] },
      { generation: 3 },
    );
    expect(status).toEqual({ observedGeneration: 3n, history: [{ totalReconciliations: 2n }] });
    expect(metadata["generation"]).toBe(3n);
    expect(viewOf({}, { observedGeneration: 0 }).status).toEqual({});
  });

  it("always has a status, and labels only where there are any", () => {
    expect(toControllerView({ metadata: { name: "db" }, spec: {} }, "dep")).toMatchObject({ status: {} });
    expect(viewOf({}, {}, { labels: {}, annotations: { a: "" } }).metadata).toEqual({
      name: "db",
      annotations: { a: "" },
    });
  });

  it("keeps an empty message of a condition", () => {
    const conditions = [{ type: "Ready", status: "True", reason: "", message: "" }];
    expect(viewOf({}, { conditions }).status).toEqual({ conditions });
  });

  it("is made once for each object and role", () => {
    const raw = ks("db");
    expect(toControllerView(raw, "dep")).toBe(toControllerView(raw, "dep"));
    expect(toControllerView(raw, "dep")).not.toBe(toControllerView(raw, "self"));
    expect(toControllerView(7, "dep")).toBe(7);
  });
});

describe("isCelEqual", () => {
  it.each<[unknown, unknown, boolean]>([
    [1n, 1, true],
    [1n, 1.5, false],
    [9007199254740993n, 9007199254740992, false],
    ["1", 1n, false],
    [[1n, "a"], [1, "a"], true],
    [[1n], [1n, 2n], false],
    [{ a: 1n }, { a: 1 }, true],
    [{ a: 1n }, { b: 1n }, false],
    [{ a: undefined }, {}, false],
    [null, null, true],
    [null, {}, false],
    [Uint8Array.of(1, 2), Uint8Array.of(1, 2), true],
    [new Date(5), new Date(5), true],
    [new Date(5), new Date(6), false],
  ])("case %#", (a, b, expected) => expect(isCelEqual(a, b)).toBe(expected));
});
