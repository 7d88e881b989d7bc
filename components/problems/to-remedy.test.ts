import { describe, expect, it } from "vitest";
import { actionRequestSchema } from "#lib/api/action.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import { node, problem, snapshot } from "./graph.test-support.ts";
import { toRemedy } from "./to-remedy.ts";

const index = indexSnapshot(snapshot([node("a/a"), node("a/b")]));

describe("toRemedy", () => {
  it.each([
    ["failed", ["a/a"], "Reconcile now", "reconcile"],
    ["revision", ["a/a"], "Reconcile now", "reconcile"],
    ["source", ["a/a", "a/b"], "Reconcile source", "reconcile with source"],
    ["suspended", ["a/a"], "Resume", "resume"],
    ["cycle", ["a/a", "a/b"], "Show the cycle", "show"],
    ["frozen", ["a/a", "a/b"], "Show the cycle", "show"],
    ["missing", ["a/a"], "Show the fix", "show"],
    ["expression", ["a/a"], "Show the fix", "show"],
    ["hidden", ["a/a"], "Show", "show"],
    ["terminating", ["a/a"], "Show", "show"],
    ["waiting", ["a/a"], "Show", "show"],
    ["failed", [], "Show", "show"],
    ["failed", ["a/out-of-sight"], "Show", "show"],
  ] as const)("%s of %j: %s", (kind, names, label, does) => {
    const remedy = toRemedy(problem(kind, names), index);
    const said =
      remedy.kind === "show"
        ? "show"
        : remedy.request.action + (remedy.request.withSource === true ? " with source" : "");
    expect([remedy.label, said]).toEqual([label, does]);
    if (remedy.kind === "act") expect(actionRequestSchema.safeParse(remedy.request).success).toBe(true);
  });
});
