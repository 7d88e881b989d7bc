import { describe, expect, it } from "vitest";
import { id, node } from "#components/problems/graph.test-support.ts";
import type { PathBetween } from "#lib/graph/trace.ts";
import { toIfFailedLabel, toIfFailedWords, toPathWords } from "./trace-words.ts";

const some = (count: number) => Array.from({ length: count }, (_, at) => node(`a/n${at}`));

describe("toIfFailedWords", () => {
  it.each([
    ["ready", 3, 3, "If me failed, 3 of 60 would wait."],
    ["ready", 3, 2, "If me failed, 3 of 60 would wait, 2 more than now."],
    ["blocked", 3, 0, "If me failed, 3 of 60 would wait, which wait already."],
    ["blocked", 1, 0, "If me failed, 1 of 60 would wait, which waits already."],
    ["failed", 13, 0, "13 of 60 stand behind me; all of them wait now."],
    ["suspended", 13, 12, "13 of 60 stand behind me; 1 waits now."],
    ["missing", 1, 0, "1 of 60 stands behind me; it waits now."],
  ] as const)("of one that is %s, with %i behind it", (state, count, more, expected) => {
    expect(toIfFailedWords(node("a/me", { state }), { nodes: some(count), more }, 60)).toBe(expected);
  });

  it("asks of what is well, and states of what holds others up", () => {
    expect(toIfFailedLabel({ state: "ready" })).toBe("What if it failed");
    expect(toIfFailedLabel({ state: "failed" })).toBe("All behind it");
  });
});

describe("toPathWords", () => {
  const path = (given: Partial<PathBetween>, ...names: string[]): PathBetween => ({
    direction: "down",
    nodes: new Set(names.map(id)),
    shortest: names.map(id),
    shared: { upstream: [], downstream: [] },
    ...given,
  });
  const tell = (given: PathBetween) => toPathWords(id("a/one"), id("a/two"), given);

  it.each([
    ["directly", path({}, "a/one", "a/two"), "two depends on one directly."],
    ["over another", path({}, "a/one", "a/x", "a/two"), "two depends on one in 2 steps; 1 lies between them."],
    [
      "upwards",
      path({ direction: "up" }, "a/two", "a/x", "a/one"),
      "one depends on two in 2 steps; 1 lies between them.",
    ],
    [
      "by several ways",
      path({ shortest: [id("a/one"), id("a/x"), id("a/two")] }, "a/one", "a/x", "a/y", "a/two"),
      "two depends on one by several ways: the shortest has 2 steps, and 2 lie on them in all.",
    ],
    [
      "directly and otherwise",
      path({ shortest: [id("a/one"), id("a/two")] }, "a/one", "a/x", "a/two"),
      "two depends on one by several ways: the shortest is direct, and 1 lies on them in all.",
    ],
    [
      "in a ring",
      path({ direction: "round" }, "a/one", "a/two"),
      "one and two depend on each other: they are in a cycle.",
    ],
    ["not at all", path({ direction: "none" }), "Neither of one and two depends on the other."],
    [
      "not, but with something in common",
      path({ direction: "none", shared: { upstream: [id("a/crds")], downstream: [id("a/x")] } }),
      "Neither of one and two depends on the other. Both depend on crds. x depends on both.",
    ],
  ])("%s", (_, given, expected) => {
    expect(tell(given)).toBe(expected);
  });
});
