import { describe, expect, it } from "vitest";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { node, problem, snapshot } from "./graph.test-support.ts";
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
    [problem("frozen", ["mesh/a", "mesh/b"]), "Frozen source | mesh | New revisions do not reach it: cycle of a, b"],
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
