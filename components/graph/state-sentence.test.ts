import { describe, expect, it } from "vitest";
import { edge, nearMiss, node, OLD_REVISION, snapshot } from "#components/problems/graph.test-support.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findSentenceDetail, toStateSentence } from "./state-sentence.ts";

const NOW = Date.parse("2026-01-01T00:10:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const retry = (seconds: number, every: number | null = null) => ({ what: "retry", at: at(seconds), every }) as const;
const busy = (step: string, seconds: number | null) => ({ step, since: seconds === null ? null : at(-seconds) });

const CASES: readonly (readonly [string, Partial<GraphNode>, string])[] = [
  ["ready", {}, "Ready"],
  [
    "behind",
    { behind: true, revision: { applied: OLD_REVISION, attempted: null, source: null } },
    "Ready · behind its source",
  ],
  [
    "at health checks",
    { state: "progressing", activity: busy("health checks", 72) },
    "Progressing · health checks 1:12",
  ],
  ["at a step without a name", { state: "progressing", activity: busy("reconciling", 8) }, "Progressing · 0:08"],
  ["at a step without a time", { state: "progressing", activity: busy("building", null) }, "Progressing · building"],
  ["progressing, nobody knows how", { state: "progressing" }, "Progressing"],
  ["failed, again soon", { state: "failed", next: retry(42) }, "Failed · tries again in 0:42"],
  ["failed, again now", { state: "failed", next: retry(-1) }, "Failed · tries again any moment"],
  ["failed, each minute", { state: "failed", next: retry(-18, 60) }, "Failed · tries again in 0:42"],
  ["failed, at it", { state: "failed", retrying: true, next: retry(42) }, "Failed · trying again"],
  [
    "failed for good",
    { state: "failed", reason: "ArtifactFailed", message: "kustomization path not found: stat /x" },
    "Failed · path not found",
  ],
  ["failed without a reason", { state: "failed" }, "Failed"],
  ["suspended", { state: "suspended" }, "Suspended"],
  ["suspended and behind", { state: "suspended", behind: true }, "Suspended · behind its source"],
  ["terminating", { state: "terminating" }, "Terminating"],
  ["missing", { state: "missing" }, "Missing"],
  ["hidden", { state: "hidden" }, "Hidden · exists, not yours to see"],
  ["unknown", { state: "unknown" }, "Unknown · no status yet"],
  [
    "not understood",
    { state: "unknown", message: "spec.interval: not a duration" },
    "Unknown · spec.interval: not a duration",
  ],
  ["blocked by nobody any more", { state: "blocked" }, "Blocked · looks again soon"],
];

describe("toStateSentence", () => {
  it.each(CASES)("says of a node that is %s", (_, given, expected) => {
    expect(toStateSentence(node("data/postgres", given), "", NOW)).toBe(expected);
  });

  it("takes in what other nodes know", () => {
    expect(toStateSentence(node("a/b", { state: "blocked" }), "postgres", NOW)).toBe("Blocked by postgres");
    expect(toStateSentence(node("a/b", { state: "missing" }), "data/redis", NOW)).toBe(
      "Missing · did you mean data/redis?",
    );
  });
});

describe("findSentenceDetail", () => {
  const web = node("apps/web", { state: "blocked" });
  const nodes = [
    web,
    node("data/postgres"),
    node("data/kafka"),
    node("data/redis"),
    node("apps/redis", { state: "missing", nearMisses: [nearMiss("data/redis")] }),
  ];
  const detail = (edges: Parameters<typeof snapshot>[1], of = web) =>
    findSentenceDetail(of, indexSnapshot(snapshot(nodes, edges)));

  it("names the first that holds it up, and counts the others", () => {
    expect(detail([edge("data/postgres -> apps/web")])).toBe("postgres");
    expect(detail([edge("data/kafka -> apps/web", "satisfied"), edge("data/postgres -> apps/web")])).toBe("postgres");
    expect(detail([edge("apps/redis -> apps/web", "missing"), edge("data/postgres -> apps/web")])).toBe(
      "redis and 1 more",
    );
    expect(detail([])).toBe("");
  });

  it("finds what a dangling name meant", () => {
    expect(detail([], nodes[4])).toBe("data/redis");
    expect(detail([], node("apps/nothing-like-it", { state: "missing" }))).toBe("");
  });

  it("needs nobody else for a node that does not wait", () => {
    expect(detail([edge("data/postgres -> data/kafka")], nodes[2])).toBe("");
  });
});
