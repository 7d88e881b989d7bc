import { describe, expect, it } from "vitest";
import { node } from "#components/problems/graph.test-support.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import { isRootCause, toCardLabel, toMiddleLine, toPlaceLine, toProgress } from "./to-card-text.ts";

const NOW = Date.parse("2026-01-01T00:10:00Z");
const at = (seconds: number) => new Date(NOW + seconds * 1000).toISOString();
const retry = (seconds: number) => ({ what: "retry", at: at(seconds), every: null }) as const;
const NO_REVISION = { applied: null, attempted: null, source: null };
const of = (given: Partial<GraphNode>) => node("data/postgres", { since: at(-540), ...given });

describe("toMiddleLine", () => {
  it.each<readonly [Partial<GraphNode>, string]>([
    [{}, "data"],
    [{ behind: true }, "Ready · behind"],
    [{ state: "failed", next: retry(42) }, "Failed · 0:42"],
    [{ state: "failed", next: retry(-5) }, "Failed · 9 min"],
    [{ state: "failed" }, "Failed · 9 min"],
    [{ state: "failed", retrying: true }, "Failed · retrying"],
    [{ state: "blocked" }, "Blocked · 9 min"],
    [{ state: "progressing", activity: { step: "building", since: at(-72) } }, "Progressing · 1:12"],
    [{ state: "progressing", since: null }, "Progressing"],
    [{ state: "terminating", since: at(-40) }, "Terminating · 0:40"],
    [{ state: "suspended" }, "Suspended"],
    [{ state: "missing" }, "Missing"],
  ])("of %j is %s", (given, expected) => expect(toMiddleLine(of(given), NOW)).toBe(expected));
});

describe("toPlaceLine", () => {
  it.each<readonly [Partial<GraphNode>, string]>([
    [{}, "data · 9f3c2e1"],
    [
      { revision: { ...NO_REVISION, attempted: "main@sha1:a41b7d0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" } },
      "data · a41b7d0",
    ],
    [{ revision: NO_REVISION }, "data"],
    [{ state: "unknown", revision: NO_REVISION }, "data · never reported"],
    [{ state: "missing" }, "data · does not exist"],
    [{ state: "hidden" }, "data · no access"],
  ])("of %j is %s", (given, expected) => expect(toPlaceLine(of(given))).toBe(expected));
});

describe("toCardLabel", () => {
  it.each<readonly [Partial<GraphNode>, string]>([
    [{}, "postgres, data, Ready"],
    [{ state: "failed", blocks: { now: 14, ifFailed: 14 } }, "postgres, data, Failed, blocks 14"],
    [{ state: "failed", retrying: true }, "postgres, data, Failed, trying again"],
    [{ state: "blocked", inCycle: true, behind: true }, "postgres, data, Blocked, behind its source, in a cycle"],
  ])("of %j is %s", (given, expected) => expect(toCardLabel(of(given))).toBe(expected));
});

describe("toProgress", () => {
  const busy = (seconds: number, timeout: number | null) =>
    of({
      state: "progressing",
      activity: { step: "health checks", since: at(-seconds) },
      timing: { interval: null, retryInterval: null, timeout },
    });
  it.each([
    ["a quarter", busy(75, 300), 0.25],
    ["never more than all", busy(900, 300), 1],
    ["never less than nothing", busy(-5, 300), 0],
    ["not known without a time-out", busy(75, null), null],
    ["none when it is not at work", of({ activity: { step: "building", since: at(-5) } }), null],
  ])("is %s", (_, given, expected) => expect(toProgress(given, NOW)).toBe(expected));
});

describe("isRootCause", () => {
  it.each([
    ["a failed one that others wait for", { state: "failed", blocks: { now: 3, ifFailed: 3 } }, true],
    ["a failed one that nobody waits for", { state: "failed" }, false],
    ["one that waits itself", { state: "blocked", blocks: { now: 3, ifFailed: 3 } }, false],
    ["one of a cycle", { state: "blocked", inCycle: true, blocks: { now: 3, ifFailed: 3 } }, true],
  ] as const)("%s: %#", (_, given, expected) => expect(isRootCause(of(given))).toBe(expected));
});
