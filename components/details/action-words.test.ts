import { describe, expect, it } from "vitest";
import { id } from "#components/problems/graph.test-support.ts";
import { isFinal, TARGET_PHASES } from "#lib/api/action.ts";
import { toActionWords } from "./action-words.ts";

describe("toActionWords", () => {
  it.each(TARGET_PHASES)("%s is busy exactly until it is final", (phase) => {
    const { label, mood } = toActionWords("reconcile", phase);
    expect(label).not.toBe("");
    expect(mood !== "busy").toBe(isFinal({ id: id("a/a"), phase, message: "" }));
  });

  it("says what is done", () => {
    const done = (["reconcile", "suspend", "resume"] as const).map(
      (action) => toActionWords(action, "succeeded").label,
    );
    expect(done).toEqual(["Done", "Suspended", "Resumed"]);
  });
});
