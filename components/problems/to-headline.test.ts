import { describe, expect, it } from "vitest";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { id, node, problem, snapshot } from "./graph.test-support.ts";
import { toHeadline } from "./to-headline.ts";

const index = indexSnapshot(
  snapshot([
    node("data/postgres", {
      state: "failed",
      reason: "HealthCheckFailed",
      message: "health check failed after 5m0s: timeout waiting for: [Cluster/data/orders-db status: 'InProgress']",
    }),
    node("obs/tempo", { state: "suspended", behind: true }),
    node("obs/loki", { state: "suspended" }),
    node("apps/a", {
      state: "failed",
      reason: "ArtifactFailed",
      message: "Source artifact not found, retrying in 30s",
    }),
  ]),
);

describe("toHeadline", () => {
  it.each([
    [problem("failed", ["data/postgres"]), "postgres | data | Health check failed on orders-db"],
    [problem("failed", ["gone/gone"], { headline: "Build failed" }), "gone | gone | Build failed"],
    [problem("failed", ["gone/gone"]), "gone | gone | Failed"],
    [problem("source", ["apps/a", "data/b"]), "a and 1 more | apps, data | Source has no artifact"],
    [problem("cycle", ["mesh/a", "mesh/b", "mesh/c"]), "Cycle of 3 | mesh | a, b, c"],
    [problem("cycle", ["mesh/a"]), "a | mesh | Depends on itself"],
    [
      problem("frozen", ["mesh/a", "mesh/b"]),
      "Frozen source | mesh | Its new revisions are not pushed: a and b wait for each other",
    ],
    [
      problem("frozen", ["obs/tempo"], { behind: [id("obs/tempo"), id("obs/loki")] }),
      "fleet is frozen | obs | Its new revisions are not pushed: tempo depends on itself; 2 ready ones are left behind",
    ],
    [problem("suspended", ["obs/tempo"]), "tempo | obs | Suspended, behind its source"],
    [problem("suspended", ["obs/loki"]), "loki | obs | Suspended"],
    [problem("missing", ["apps/redis"]), "redis | apps | Does not exist"],
    [problem("terminating", ["apps/x"]), "x | apps | Being deleted"],
    [problem("hidden", ["apps/x"]), "x | apps | Exists, not yours to see"],
    [problem("revision", ["apps/x"]), "x | apps | Ready, at an older revision"],
    [problem("expression", ["apps/x"]), "x | apps | Its readyExpr does not hold"],
    [problem("waiting", ["apps/x"]), "x | apps | Still progressing"],
    [problem("failed", []), "Something |  | Failed"],
  ])("%#", (given, expected) => {
    const { title, where, what } = toHeadline(given, index);
    expect(`${title} | ${where} | ${what}`).toBe(expected);
  });
});

describe("the headline of a cycle", () => {
  const ring = problem("cycle", ["m/a", "m/b", "m/c"]);
  const cut = { from: id("m/b"), to: id("m/a"), why: "" };
  const cycle = { kind: "locked", nodes: ring.nodes, cut } as const;
  const what = (loop: readonly string[], of = ring) =>
    toHeadline(of, indexSnapshot(snapshot([])), [{ ...cycle, nodes: of.nodes, loop: loop.map(id) }]).what;

  it("goes round as the loop does", () => {
    expect(what(["m/a", "m/c", "m/b"])).toBe("a → c → b ↺");
  });

  it("lists the members where the loop does not pass all, or is long", () => {
    expect(what(["m/a", "m/b"])).toBe("a, b, c");
    const names = ["m/a", "m/b", "m/c", "m/d", "m/e", "m/f"];
    expect(what(names, problem("cycle", names))).toBe("a, b, c, d, e, f");
  });
});
