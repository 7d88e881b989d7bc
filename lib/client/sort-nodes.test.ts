import { describe, expect, it } from "vitest";
import { id, node, problem } from "#components/problems/graph.test-support.ts";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { NODE_STATES } from "#lib/graph/model.ts";
import { sortWorstFirst, toStateRank } from "./sort-nodes.ts";

const names = (nodes: readonly { readonly name: string }[]) => nodes.map(({ name }) => name).join(" ");

describe("sortWorstFirst", () => {
  it("goes by state", () => {
    const nodes = NODE_STATES.toReversed().map((state) => node(`a/${state}`, { state }));
    expect(names(sortWorstFirst(nodes, []))).toBe(NODE_STATES.join(" "));
  });

  it("then by the worst problem, the wave and the name", () => {
    const blocked = (name: string, wave: number) => node(name, { state: "blocked", wave });
    const nodes = [
      blocked("a/other", 0),
      blocked("a/z", 1),
      blocked("a/b", 2),
      blocked("a/a", 2),
      blocked("a/tempo", 1),
    ];
    const problems = [
      problem("failed", ["a/pg"], { blocked: [id("a/z"), id("a/a"), id("a/b")] }),
      problem("suspended", ["a/t"], { blocked: [id("a/tempo"), id("a/z")] }),
    ];
    expect(names(sortWorstFirst(nodes, problems))).toBe("z a b tempo other");
  });

  it("does not depend on the order given", () => {
    const nodes = ["a/x", "b/x", "a/y", "c/z"].map((name, wave) => node(name, { wave: wave % 2 }));
    fc.assert(
      fc.property(fc.shuffledSubarray(nodes, { minLength: nodes.length }), (shuffled) => {
        expect(sortWorstFirst(shuffled, [])).toEqual(sortWorstFirst(nodes, []));
      }),
    );
  });
});

describe("toStateRank", () => {
  it("is 0 for the worst", () => {
    expect(toStateRank({ state: "failed" })).toBe(0);
    expect(toStateRank({ state: "ready" })).toBe(NODE_STATES.length - 1);
  });
});
