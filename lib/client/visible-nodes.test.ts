import { describe, expect, it } from "vitest";
import { id, SAMPLE, sampleNode } from "./snapshot.test-support.ts";
import { findVisibleNodes, matchNode, type NodeFilter } from "./visible-nodes.ts";

const ALL: NodeFilter = { states: [], namespaces: [], query: "", focus: null, side: "both" };
const names = (ids: ReadonlySet<string>) => [...ids].map((each) => each.replace("Kustomization/", "")).sort();

describe("matchNode", () => {
  const postgres = sampleNode("data/postgres", { message: "Health check failed after 5m0s" });
  it.each([
    [{}, true],
    [{ states: ["failed"] as const }, true],
    [{ states: ["blocked", "ready"] as const }, false],
    [{ namespaces: ["data"] }, true],
    [{ namespaces: ["apps"] }, false],
    [{ query: "POST" }, true],
    [{ query: "data/post" }, true],
    [{ query: "health  postgres" }, true],
    [{ query: "health mysql" }, false],
    [{ query: "   " }, true],
    [{ states: ["failed"] as const, namespaces: ["data"], query: "5m0s" }, true],
  ])("%j: %s", (filter, passes) => expect(matchNode(postgres, { ...ALL, ...filter })).toBe(passes));
});

describe("findVisibleNodes", () => {
  it("shows all of it when nothing is asked for", () => {
    const { matches, visible, isFiltered } = findVisibleNodes(SAMPLE, ALL);
    expect(isFiltered).toBe(false);
    expect(matches.size).toBe(SAMPLE.nodes.length);
    expect(visible).toBe(matches);
  });

  it("keeps the way from a root cause to what is asked for, and nothing beside it", () => {
    const { matches, visible } = findVisibleNodes(SAMPLE, { ...ALL, states: ["blocked"], query: "reports" });
    expect(names(matches)).toEqual(["apps/reports"]);
    expect(names(visible)).toEqual(["apps/orders-api", "apps/reports", "data/db-migrations", "data/postgres"]);
  });

  it("counts a cycle's members as the way to themselves", () => {
    const { visible } = findVisibleNodes(SAMPLE, { ...ALL, states: ["blocked"], namespaces: ["mesh"] });
    expect(names(visible)).toEqual(["mesh/istio-gateway", "mesh/istiod", "mesh/mesh-certs"]);
  });

  it("adds no ways when only namespaces are asked for", () => {
    const { matches, visible } = findVisibleNodes(SAMPLE, { ...ALL, namespaces: ["apps"] });
    expect(visible).toBe(matches);
    expect([...matches].every((each) => each.startsWith("Kustomization/apps/"))).toBe(true);
  });

  it("keeps, in focus, what a node depends on and what depends on it", () => {
    const { visible, isFiltered } = findVisibleNodes(SAMPLE, { ...ALL, focus: id("observability/mimir") });
    expect(isFiltered).toBe(true);
    expect(names(visible)).toEqual([
      "observability/mimir",
      "observability/mimir-rules",
      "observability/slo-reports",
      "storage/minio",
    ]);
  });

  it("leaves a focus on what is gone aside", () => {
    const { isFiltered, visible } = findVisibleNodes(SAMPLE, { ...ALL, focus: id("gone/gone") });
    expect(isFiltered).toBe(false);
    expect(visible.size).toBe(SAMPLE.nodes.length);
  });
});
