import { describe, expect, it } from "vitest";
import type { GraphNode } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { toNodeLine } from "./node-line.ts";
import { SAMPLE, sampleNode } from "./snapshot.test-support.ts";

const NOW = Date.parse("2026-03-01T12:00:00Z");
const retry = { what: "retry", at: "2026-03-01T12:00:42Z", every: 120 } as const;

describe("toNodeLine", () => {
  it.each<[string, Partial<GraphNode>, string]>([
    ["data/db-migrations", {}, "Blocked by postgres"],
    ["apps/storefront", {}, "Blocked by catalog-api and 1 more"],
    ["apps/session-store", {}, "Blocked by redis"],
    ["flux-system/crds", { state: "blocked" }, "Blocked · looks again soon"],
    ["data/postgres", { retrying: false, next: retry }, "Failed · next in 0:42"],
    ["data/postgres", { retrying: true, next: retry }, "Failed · trying again"],
    ["data/postgres", { retrying: false, next: { what: "nothing", at: null, every: null } }, "Failed"],
    [
      "data/redis",
      { state: "progressing", activity: { step: "health checks", since: null } },
      "Progressing · health checks",
    ],
    ["data/redis", { state: "progressing", activity: null }, "Progressing"],
    ["data/redis", { state: "suspended", behind: true }, "Suspended · behind its source"],
    ["data/redis", { state: "ready", behind: false }, "Ready"],
    ["data/redis", { state: "missing" }, "Does not exist"],
    ["data/redis", { state: "hidden" }, "Exists, not yours to see"],
    ["data/redis", { state: "terminating" }, "Being deleted"],
    ["data/redis", { state: "unknown" }, "No status yet"],
  ])("%s %j: %s", (name, changes, line) => {
    expect(toNodeLine(sampleNode(name, changes), indexSnapshot(SAMPLE), NOW)).toBe(line);
  });
});
