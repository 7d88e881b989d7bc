import { describe, expect, it } from "vitest";
import { edge, id, nearMiss, node, snapshot } from "#components/problems/graph.test-support.ts";
import type { Cycle, GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { findMends } from "./find-mends.ts";

const cycle: Cycle = {
  kind: "locked",
  nodes: [id("m/a"), id("m/b")],
  cut: { from: id("m/a"), to: id("m/b"), why: "Take a out of the dependsOn of b." },
};

function mend(subject: GraphNode, others: readonly GraphNode[] = [], edges: readonly GraphEdge[] = []) {
  const given = { cycles: [cycle, cycle] };
  return findMends(subject, snapshot([subject, ...others], edges, given)).map(({ what, why }) => `${what} (${why})`);
}

describe("findMends", () => {
  it("cuts the cycle that a node is in, and says the same thing once", () => {
    expect(mend(node("m/a"))).toEqual(["Take a out of the dependsOn of b. ()"]);
    const unexplained = { ...cycle, cut: { ...cycle.cut, why: "" } };
    const [found] = findMends(node("m/b"), snapshot([], [], { cycles: [unexplained] }));
    expect(found?.what).toBe("Take m/a out of the dependsOn of m/b.");
  });

  it("writes out the name that was meant", () => {
    const dangling = [edge("apps/redis -> apps/web", "missing")];
    const nearMisses = [nearMiss("data/redis"), nearMiss("apps/reddit", "spelling")];
    const subject = node("apps/redis", { state: "missing", nearMisses });
    expect(mend(subject, [], dangling)).toEqual([
      "In the dependsOn of apps/web, write name: redis, namespace: data. (Without a namespace, a dependency is looked for in the dependent's own. apps/reddit comes near, too.)",
    ]);
    const misspelt = node("apps/redis", { state: "missing", nearMisses: nearMisses.slice(1) });
    expect(mend(misspelt, [], dangling)[0]).toMatch(
      /^In the dependsOn of apps\/web, write name: reddit, namespace: apps/,
    );
  });

  it("tells a HelmRelease from a Kustomization", () => {
    const subject = node("apps/redis", { state: "missing", nearMisses: [nearMiss("data/redis", "kind")] });
    expect(mend(subject, [], [edge("apps/redis -> apps/web", "missing")])[0]).toMatch(
      /^Name the Kustomization that applies the HelmRelease data\/redis, not the HelmRelease; else create/,
    );
  });

  it("says what there is to do when no name comes near", () => {
    const subject = node("apps/redis", { state: "missing" });
    const edges = [edge("apps/redis -> apps/web", "missing"), edge("apps/redis -> apps/api", "missing")];
    expect(mend(subject, [], edges)).toHaveLength(2);
    expect(mend(subject, [], edges)[0]).toMatch(/^Create apps\/redis, or remove it from the dependsOn of apps\/web\./);
  });

  it("has nothing to say of what is well", () => {
    expect(mend(node("a/well"))).toEqual([]);
  });
});
