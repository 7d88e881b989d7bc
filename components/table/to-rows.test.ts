import { describe, expect, it } from "vitest";
import { cause, edge, id, node, problem, snapshot } from "#components/problems/graph.test-support.ts";
import { toRows } from "./to-rows.ts";

const fleet = snapshot(
  [
    node("a/ready"),
    node("a/one", {
      state: "blocked",
      causes: [cause("failed", "a/pg")],
      next: { what: "retry", at: "1970-01-01T00:00:02Z", every: 1 },
    }),
    node("a/two", { state: "blocked", causes: [cause("cycle", "m/x", "m/y"), cause("missing", "a/redis")], wave: 1 }),
    node("a/soon", { state: "blocked", wave: 2, since: null }),
    node("a/pg", { state: "failed", revision: { applied: null, attempted: null, source: null }, source: null }),
  ],
  [edge("a/pg -> a/one"), edge("a/ready -> a/one", "satisfied")],
  { problems: [problem("failed", ["a/pg"])] },
);
const all = new Set(fleet.nodes.map((each) => each.id));

describe("toRows", () => {
  it("lists what is visible, worst first", () => {
    expect(toRows(fleet, all).map(({ node }) => node.name)).toEqual(["pg", "one", "two", "soon", "ready"]);
    expect(toRows(fleet, new Set([id("a/two"), id("a/pg")])).map(({ node }) => node.name)).toEqual(["pg", "two"]);
  });

  it("names the root causes of the blocked", () => {
    expect(toRows(fleet, all).map(({ blockedBy }) => blockedBy)).toEqual([
      undefined,
      "pg",
      "cycle of 2 and redis",
      undefined,
      undefined,
    ]);
  });

  it("works out what is sorted by, and leaves out what is not known", () => {
    const [failed, blocked, , soon] = toRows(fleet, all);
    expect(blocked).toMatchObject({ revision: "9f3c2e1", source: "fleet", dependencies: 2, nextAt: 2_000 });
    expect(failed).toMatchObject({ revision: undefined, source: undefined, dependencies: 0, nextAt: undefined });
    expect(soon?.since).toBeUndefined();
  });
});
