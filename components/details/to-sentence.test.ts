import { describe, expect, it } from "vitest";
import {
  cause,
  edge,
  id,
  NOTHING,
  nearMiss,
  node,
  OLD_REVISION,
  REVISION,
  snapshot,
} from "#components/problems/graph.test-support.ts";
import type { GraphEdge, GraphNode } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { say } from "./sentence.test-support.ts";
import { toSentence } from "./to-sentence.ts";

const T = "T";
const retry = { what: "retry", at: T, every: 60 } as const;
const behind = { behind: true, revision: { applied: OLD_REVISION, attempted: OLD_REVISION, source: REVISION } };
const sick = { state: "failed", reason: "HealthCheckFailed", since: T, next: retry } as const;
const me = (given: Partial<GraphNode>) => node("apps/me", { since: T, ...given });
const blocked = (...causes: GraphNode["causes"]) => me({ state: "blocked", causes });

type Case = readonly [
  name: string,
  subject: GraphNode,
  expected: string,
  others?: readonly GraphNode[],
  edges?: readonly GraphEdge[],
];

const CASES: readonly Case[] = [
  ["ready", me({}), "Ready for {age T}."],
  ["ready, nobody knows since when", me({ since: null }), "Ready."],
  ["ready, behind", me(behind), "Ready for {age T}, at main@a41b7d0 while its source is at main@9f3c2e1."],
  ["progressing, not begun", me({ state: "progressing" }), "Not done yet: the controller has still to look at it."],
  [
    "progressing, health checks",
    me({ state: "progressing", activity: { step: "health checks", since: T } }),
    "Waiting for its health checks: {elapsed T} of 5:00.",
  ],
  [
    "progressing, health checks without a time-out",
    me({
      state: "progressing",
      activity: { step: "health checks", since: T },
      timing: { interval: null, retryInterval: null, timeout: null },
    }),
    "Waiting for its health checks: {elapsed T}.",
  ],
  [
    "progressing, applying",
    me({ state: "progressing", activity: { step: "applying", since: T } }),
    "Applying its objects: {elapsed T}.",
  ],
  ["progressing, a new step", me({ state: "progressing", activity: { step: "dancing", since: null } }), "Reconciling."],
  ["failed", me(sick), "Failed its health check {ago T}."],
  [
    "failed, waited for",
    me({ ...sick, blocks: { now: 14, ifFailed: 31 } }),
    "Failed its health check {ago T}. 14 wait for it.",
  ],
  [
    "failed, one waits",
    me({ ...sick, blocks: { now: 1, ifFailed: 1 } }),
    "Failed its health check {ago T}. 1 waits for it.",
  ],
  ["failed, retrying", me({ ...sick, retrying: true }), "Failed its health check {ago T}, and is trying again now."],
  [
    "failed for good",
    me({ ...sick, reason: "InvalidCELExpression", next: NOTHING }),
    "Was refused for an expression that does not compile {ago T}. It does not try again by itself.",
  ],
  ["failed, since unknown", me({ ...sick, since: null }), "Failed its health check."],
  [
    "blocked by a failure",
    blocked(cause("failed", "data/postgres")),
    "Waiting for *postgres*, which failed its health check {ago T}.",
    [node("data/postgres", sick)],
  ],
  [
    "blocked by a failure that is being tried again",
    blocked(cause("failed", "data/postgres")),
    "Waiting for *postgres*, which failed its health check {ago T} and is trying again now.",
    [node("data/postgres", { ...sick, retrying: true })],
  ],
  [
    "blocked by two",
    blocked(cause("failed", "data/postgres"), cause("suspended", "obs/tempo")),
    "Waiting for *postgres*, which failed its health check {ago T}, and for *tempo*, which is suspended.",
    [node("data/postgres", sick), node("obs/tempo", { state: "suspended" })],
  ],
  [
    "blocked by four",
    blocked(cause("missing", "a/a"), cause("missing", "a/b"), cause("missing", "a/c"), cause("missing", "a/d")),
    "Waiting for *a*, which does not exist, and for *b*, which does not exist, and for 2 more.",
    [node("a/a"), node("a/b")],
  ],
  [
    "blocked by a suspended one that is behind",
    blocked(cause("suspended", "obs/tempo")),
    "Waiting for *tempo*, which is suspended and behind its source.",
    [node("obs/tempo", { state: "suspended", behind: true })],
  ],
  [
    "blocked by one being deleted",
    blocked(cause("terminating", "a/a")),
    "Waiting for *a*, which is being deleted.",
    [node("a/a")],
  ],
  [
    "blocked by an old revision",
    blocked(cause("revision", "a/a")),
    "Waiting for *a*, which is still at main@a41b7d0.",
    [node("a/a", behind)],
  ],
  [
    "blocked by an unknown revision",
    blocked(cause("revision", "a/a")),
    "Waiting for *a*, which is at an older revision.",
    [node("a/a", { revision: { applied: null, attempted: null, source: null } })],
  ],
  [
    "blocked by an expression",
    blocked(cause("expression", "a/a")),
    "Waiting for *a*, for which the readyExpr does not hold.",
    [node("a/a")],
  ],
  [
    "blocked by something hidden",
    blocked(cause("hidden", "a/a")),
    "Waiting for *a*, which you may not see.",
    [node("a/a")],
  ],
  [
    "blocked by progress",
    blocked(cause("waiting", "a/a")),
    "Waiting for *a*, which is still progressing.",
    [node("a/a")],
  ],
  [
    "blocked by a source of several",
    blocked(cause("source", "a/a", "a/b")),
    "Waiting for *a* and *b*, which found no artifact at its source {ago T}.",
    [node("a/a", { state: "failed", reason: "ArtifactFailed", message: "Source artifact not found", since: T })],
  ],
  [
    "blocked by a source out of the graph",
    blocked(cause("source", "flux-system/fleet")),
    "Waiting for *fleet*, a source that is not ready.",
  ],
  ["blocked by something out of sight", blocked({ kind: "failed", nodes: [] }), "Waiting for something out of sight."],
  [
    "behind a cycle",
    blocked(cause("cycle", "mesh/a", "mesh/b", "mesh/c", "mesh/d")),
    "Waiting for a cycle of *a*, *b* and 2 more, which never clears by itself.",
  ],
  [
    "in a cycle",
    blocked(cause("cycle", "apps/me", "mesh/b", "mesh/c")),
    "Waiting in a cycle with *b* and *c*, which never clears by itself.",
  ],
  [
    "in a cycle, and behind a failure",
    blocked(cause("failed", "data/postgres"), cause("cycle", "apps/me", "mesh/b")),
    "Waiting in a cycle with *b*, which never clears by itself. Waiting for *postgres*, which failed its health check {ago T}.",
    [node("data/postgres", sick)],
  ],
  ["depending on itself", blocked(cause("cycle", "apps/me")), "It depends on itself, which never clears by itself."],
  [
    "blocked, no cause known",
    blocked(),
    "Waiting for *db* and *mq*.",
    [],
    [edge("a/db -> apps/me"), edge("a/mq -> apps/me", "missing"), edge("a/ok -> apps/me", "satisfied")],
  ],
  [
    "blocked for one more look",
    blocked(),
    "What it depends on is ready by now; it goes on when it looks again.",
    [],
    [edge("a/ok -> apps/me", "satisfied")],
  ],
  ["suspended", me({ state: "suspended" }), "Suspended. Stays so until someone resumes it."],
  [
    "suspended, behind, waited for",
    me({ state: "suspended", ...behind, blocks: { now: 2, ifFailed: 2 } }),
    "Suspended at main@a41b7d0 while its source is at main@9f3c2e1. Stays so until someone resumes it. 2 wait for it.",
  ],
  ["terminating", me({ state: "terminating" }), "Being deleted for {age T}. Ends when its objects are gone."],
  [
    "missing",
    me({ state: "missing" }),
    "Does not exist, but *web* depends on it.",
    [],
    [edge("apps/me -> apps/web", "missing")],
  ],
  [
    "missing, named by two, with a namesake",
    me({ state: "missing", nearMisses: [nearMiss("data/me")] }),
    "Does not exist, but *web* and 1 more depend on it. Did you mean *data/me*?",
    [node("data/me")],
    [edge("apps/me -> apps/web", "missing"), edge("apps/me -> apps/www", "missing")],
  ],
  [
    "hidden",
    me({ state: "hidden" }),
    "Exists, but you may not see it; *web* depends on it.",
    [],
    [edge("apps/me -> apps/web")],
  ],
  ["hidden, named by nobody in sight", me({ state: "hidden" }), "Exists, but you may not see it."],
  ["unknown", me({ state: "unknown" }), "Has not reported yet: the controller may be busy, or not running."],
  [
    "unknown, with words",
    me({ state: "unknown", message: "spec.interval: not a duration" }),
    "spec.interval: not a duration",
  ],
];

describe("toSentence", () => {
  it.each(CASES.map((given) => ({ name: given[0], given })))("$name", ({ given }) => {
    const [, subject, expected, others = [], edges = []] = given;
    const index = indexSnapshot(snapshot([subject, ...others], edges));
    expect(say(toSentence(subject, index))).toBe(expected);
  });

  it("names whom one can go to", () => {
    const subject = blocked(cause("missing", "a/a"));
    const phrases = toSentence(subject, indexSnapshot(snapshot([subject])));
    expect(phrases).toContainEqual({ kind: "node", id: id("a/a"), name: "a" });
  });
});
