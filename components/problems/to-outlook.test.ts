import { describe, expect, it } from "vitest";
import type { GraphNode, Problem } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { nearMiss, node, problem, snapshot } from "./graph.test-support.ts";
import { type Outlook, toOutlook } from "./to-outlook.ts";

const retry = { what: "retry", at: "2026-01-01T00:01:00Z", every: 60 } as const;
const failed = (given: Partial<GraphNode> = {}) => node("data/postgres", { state: "failed", ...given });

const CASES: readonly (readonly [string, Problem, readonly GraphNode[], string])[] = [
  [
    "a retry",
    problem("failed", ["data/postgres"], { next: retry }),
    [failed({ attempts: 4 })],
    "retry: Attempt 4 failed. Next in",
  ],
  ["a retry, uncounted", problem("failed", ["data/postgres"], { next: retry }), [failed()], "retry: Tries again in"],
  [
    "a retry at no known time",
    problem("failed", ["data/postgres"], { next: { ...retry, at: null } }),
    [failed()],
    "wait: Tries again by itself",
  ],
  [
    "trying now",
    problem("failed", ["data/postgres"], { next: retry }),
    [failed({ attempts: 4, retrying: true })],
    "trying: Attempt 5 is running",
  ],
  [
    "trying now, uncounted",
    problem("failed", ["data/postgres"]),
    [failed({ retrying: true })],
    "trying: Trying again now",
  ],
  ["stalled", problem("failed", ["data/postgres"]), [failed()], "never: Does not try again by itself"],
  ["a failure out of sight", problem("failed", ["data/postgres"], { next: retry }), [], "retry: Tries again in"],
  [
    "a source",
    problem("source", ["data/postgres"], { next: retry }),
    [failed({ attempts: 2 })],
    "retry: Attempt 2 failed. Next in",
  ],
  ["a cycle", problem("cycle", ["a/a", "a/b"]), [], "never: Never clears by itself"],
  ["a frozen source", problem("frozen", ["a/a"]), [], "never: Only by hand, or at the interval"],
  ["suspended", problem("suspended", ["a/a"]), [node("a/a")], "never: Stays until someone resumes it"],
  ["hidden", problem("hidden", ["a/a"]), [], "never: Ask someone who may see it"],
  ["an expression", problem("expression", ["a/a"]), [], "wait: Looked at again every 30 s"],
  ["a revision", problem("revision", ["a/a"], { next: retry }), [], "retry: Moves on at its interval, in"],
  ["a revision at no known time", problem("revision", ["a/a"]), [], "wait: Moves on at its interval"],
  ["terminating", problem("terminating", ["a/a"]), [], "wait: Ends when its objects are gone"],
  ["waiting", problem("waiting", ["a/a"]), [], "wait: Clears when it is ready"],
  [
    "missing, with a namesake",
    problem("missing", ["apps/redis"]),
    [node("apps/redis", { state: "missing", nearMisses: [nearMiss("data/redis")] }), node("data/redis")],
    "suggestion: data/redis",
  ],
  [
    "missing, with a HelmRelease of that name",
    problem("missing", ["apps/redis"]),
    [node("apps/redis", { state: "missing", nearMisses: [nearMiss("data/redis", "kind")] })],
    "suggestion: the HelmRelease data/redis",
  ],
  [
    "missing, unlike anything",
    problem("missing", ["apps/redis"]),
    [node("apps/redis", { state: "missing" })],
    "wait: Clears when someone creates it",
  ],
  ["missing, out of sight", problem("missing", ["apps/redis"]), [], "wait: Clears when someone creates it"],
];

function say(outlook: Outlook): string {
  return `${outlook.kind}: ${outlook.kind === "suggestion" ? outlook.name : outlook.text}`;
}

describe("toOutlook", () => {
  it.each(CASES)("%s", (_, given, nodes, expected) => {
    expect(say(toOutlook(given, indexSnapshot(snapshot(nodes))))).toBe(expected);
  });
});
