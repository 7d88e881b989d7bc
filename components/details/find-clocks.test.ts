import { describe, expect, it } from "vitest";
import { cause, NOTHING, node, snapshot } from "#components/problems/graph.test-support.ts";
import type { GraphNode, NextStep } from "#lib/graph/model.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { findClocks } from "./find-clocks.ts";

const step = (what: NextStep["what"], at: string | null = "T"): NextStep => ({ what, at, every: 30 });
const failed = (name: string, next = step("retry")) => node(name, { state: "failed", next });
const blocked = (...names: string[]) =>
  node("a/me", {
    state: "blocked",
    next: step("dependency-check"),
    causes: names.map((name) => cause("failed", name)),
  });

function say(me: GraphNode, others: readonly GraphNode[] = []): readonly string[] {
  return findClocks(me, indexSnapshot(snapshot([me, ...others]))).map(({ name, verb }) => `${name} ${verb}`);
}

describe("findClocks", () => {
  it("tells of the cause first, then of the node", () => {
    expect(say(blocked("a/pg"), [failed("a/pg")])).toEqual(["pg tries again in", "me looks again in"]);
  });

  it("tells of two causes at most", () => {
    const others = ["a/a", "a/b", "a/c"];
    expect(
      say(
        blocked(...others),
        others.map((name) => failed(name)),
      ),
    ).toHaveLength(3);
  });

  it("leaves out a cause that does nothing by itself, or at no known time", () => {
    const others = [
      failed("a/stuck", NOTHING),
      failed("a/busy", step("retry", null)),
      node("a/ok", { next: step("interval") }),
    ];
    expect(say(blocked("a/stuck", "a/busy", "a/ok"), others)).toEqual(["me looks again in"]);
  });

  it("tells of a failed or ready node itself", () => {
    expect(say(failed("a/me"))).toEqual(["me tries again in"]);
    expect(say(node("a/me", { next: step("interval") }))).toEqual(["me reconciles again in"]);
  });

  it("says nothing where nothing happens", () => {
    expect(say(node("a/me", { state: "suspended" }))).toEqual([]);
  });
});
