import { describe, expect, it } from "vitest";
import { problem } from "./graph.test-support.ts";
import { applyProblems, findNextLeave, LINGER_MS, type ShownProblem } from "./linger.ts";

const a = problem("failed", ["a/a"]);
const b = problem("failed", ["a/b"]);
const c = problem("failed", ["a/c"]);

function say(shown: readonly ShownProblem[]): string {
  return shown
    .map(({ problem, finishedAt }) => problem.nodes[0]?.slice(-1) + (finishedAt === null ? "" : "✓"))
    .join(" ");
}

describe("applyProblems", () => {
  it("shows what is there, in its order", () => {
    expect(say(applyProblems([], [b, a], 0))).toBe("b a");
  });

  it("keeps a finished one in its place for ten seconds", () => {
    const before = applyProblems([], [a, b, c], 0);
    const after = applyProblems(before, [a, c], 1_000);
    expect(say(after)).toBe("a b✓ c");
    expect(findNextLeave(after)).toBe(1_000 + LINGER_MS);
    expect(say(applyProblems(after, [a, c], 1_000 + LINGER_MS - 1))).toBe("a b✓ c");
    expect(say(applyProblems(after, [a, c], 1_000 + LINGER_MS))).toBe("a c");
  });

  it("unticks one that comes back", () => {
    const gone = applyProblems(applyProblems([], [a], 0), [], 1_000);
    expect(say(applyProblems(gone, [a], 2_000))).toBe("a");
  });

  it("counts each one's time from when it finished", () => {
    const one = applyProblems(applyProblems([], [a, b], 0), [b], 1_000);
    const both = applyProblems(one, [], 5_000);
    expect(say(both)).toBe("a✓ b✓");
    expect(findNextLeave(both)).toBe(1_000 + LINGER_MS);
    expect(say(applyProblems(both, [], 1_000 + LINGER_MS))).toBe("b✓");
  });

  it("gives the same list back when nothing has changed", () => {
    const shown = applyProblems(applyProblems([], [a, b], 0), [b], 1_000);
    expect(applyProblems(shown, [b], 2_000)).toBe(shown);
  });

  it("takes a changed problem over", () => {
    const worse = { ...a, headline: "worse" };
    expect(applyProblems(applyProblems([], [a], 0), [worse], 1)[0]?.problem).toBe(worse);
  });

  it("has nobody to leave when none is finished", () => {
    expect(findNextLeave(applyProblems([], [a], 0))).toBeNull();
  });
});
