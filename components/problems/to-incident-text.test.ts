import { describe, expect, it } from "vitest";
import type { Problem } from "#lib/graph/model.ts";
import { cause, id, nearMiss, node, problem, snapshot } from "./graph.test-support.ts";
import { findProblemsOf, toIncidentText, toWaitingText } from "./to-incident-text.ts";

const NOW = Date.parse("2026-01-01T00:27:30Z");
const LINK = "https://headwater.example.com/?node=Kustomization/data/postgres";
const names = ["apps/a", "apps/b", "apps/c", "apps/d", "apps/e", "apps/f"];
const postgres = problem("failed", ["data/postgres"], {
  headline: "postgres failed its health check",
  words: "health check failed after 5m0s:\n  timeout waiting for: [Cluster/data/orders-db status: 'InProgress']",
  blocked: names.map(id),
  next: { what: "retry", at: "2026-01-01T00:28:00Z", every: 60 },
  advice: "Look at Cluster data/orders-db: it does not become ready.",
});
const failed = node("data/postgres", { state: "failed", attempts: 4 });
const waiting = names.map((name) =>
  node(name, { state: "blocked", since: "2026-01-01T00:26:30Z", causes: [cause("failed", "data/postgres")] }),
);

function tell(one: Problem, nodes = [failed, ...waiting]): readonly string[] {
  return toIncidentText(one, snapshot(nodes, [], { problems: [one] }), LINK, NOW).split("\n");
}

describe("toIncidentText", () => {
  it("tells all of it in five lines", () => {
    expect(tell(postgres)).toEqual([
      "postgres failed its health check since 2026-01-01 00:00 UTC (27 min) [test]",
      "health check failed after 5m0s: timeout waiting for: [Cluster/data/orders-db status: 'InProgress']",
      "Holds up 6 of 7: a, b, c, d and 2 more.",
      "Attempt 4 failed. Next at 2026-01-01 00:28 UTC. Look at Cluster data/orders-db: it does not become ready.",
      LINK,
    ]);
  });

  it.each([
    ["nothing waits", { blocked: [] }, 2, "Nothing waits for it."],
    ["the controller is silent", { words: "" }, 1, "The controller says nothing of it."],
    ["nobody knows since when", { since: null }, 0, "postgres failed its health check [test]"],
    [
      "it is due",
      { next: { ...postgres.next, at: "2026-01-01T00:20:00Z", every: null } },
      3,
      "Attempt 4 failed. Next any moment. Look at Cluster data/orders-db: it does not become ready.",
    ],
    ["there is no advice", { advice: "" }, 3, "Attempt 4 failed. Next at 2026-01-01 00:28 UTC."],
  ] as const)("where %s", (_, given, line, expected) => {
    expect(tell({ ...postgres, ...given })[line]).toBe(expected);
  });

  it("keeps to five lines whatever the words are", () => {
    const lines = tell({ ...postgres, words: "x ".repeat(4000) });
    expect(lines).toHaveLength(5);
    expect(lines[1]?.length).toBeLessThan(250);
    expect(lines[1]).toMatch(/x…$/);
  });

  it("leaves a name that was meant to the advice", () => {
    const redis = problem("missing", ["apps/redis"], {
      headline: "redis does not exist",
      advice: "There is data/redis.",
    });
    const missing = node("apps/redis", { state: "missing", nearMisses: [nearMiss("data/redis")] });
    expect(tell(redis, [missing])[3]).toBe("Clears when that is mended. There is data/redis.");
  });
});

describe("toWaitingText", () => {
  const two = problem("cycle", ["m/x", "m/y"], { headline: "Cycle of 2: x, y", blocked: [id("apps/a")] });
  const causes = [cause("failed", "data/postgres"), cause("cycle", "m/x", "m/y")];
  const both = node("apps/a", { state: "blocked", since: "2026-01-01T00:26:30Z", causes });
  const all = snapshot([failed, both, ...waiting.slice(1), node("a/well")], [], { problems: [postgres, two] });
  const tellOf = (text: string) => {
    const one = all.nodes.find((other) => other.id === id(text));
    return one === undefined ? undefined : toWaitingText(one, all, LINK, NOW)?.split("\n");
  };

  it("begins with the one that waits, and names every cause", () => {
    const lines = tellOf("apps/a");
    expect(lines).toHaveLength(5);
    expect(lines?.[0]).toBe(
      "apps/a is blocked since 2026-01-01 00:26 UTC (1 min) [test]: postgres failed its health check since 2026-01-01 00:00 UTC (27 min); and Cycle of 2: x, y",
    );
    expect(lines?.at(-1)).toBe(LINK);
  });

  it("is the problem's own text for what is the cause, and nothing for what is well", () => {
    expect(tellOf("data/postgres")).toEqual(tell(postgres, [...all.nodes]));
    expect(tellOf("a/well")).toBeUndefined();
  });
});

describe("findProblemsOf", () => {
  it("finds the source that a failed one has not", () => {
    const source = failed.source;
    if (source === null) throw new Error("it has one");
    const lost = { ...problem("source", []), nodes: [source] };
    const starved = { ...failed, causes: [{ kind: "source", nodes: [source] } as const] };
    expect(findProblemsOf(starved, { problems: [lost] })).toEqual([lost]);
    expect(findProblemsOf(node("a/well"), { problems: [lost] })).toEqual([]);
  });
});
