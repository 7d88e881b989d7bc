import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "no-retry-interval";

function lintClocks(interval: string | undefined, retryInterval?: string, settings?: unknown) {
  return findBy(RULE, [ks("a", { spec: { interval, retryInterval } })], { settings });
}

describe(RULE, () => {
  it.each([
    ["1h", "1 h"],
    ["10m1s", "10 min 1 s"],
    ["90m", "1 h 30 min"],
  ])("finds an interval of %s alone", (interval, words) => {
    const [finding] = lintClocks(interval);
    expect(finding?.severity).toBe("info");
    expect(finding?.message).toBe(
      `default/a has no retryInterval, so after a failure it waits its whole interval of ${words}.`,
    );
  });

  it.each([
    ["10m", undefined],
    ["1m", undefined],
    ["1h", "2m"],
    ["1h", "1h"],
    [undefined, undefined],
    ["often", undefined],
  ])("lets an interval of %s with a retryInterval of %s pass", (interval, retryInterval) => {
    expect(lintClocks(interval, retryInterval)).toEqual([]);
  });

  it("takes a retryInterval that cannot be read for none", () => expect(lintClocks("1h", "soon")).toHaveLength(1));

  it("says that others wait too, where they do", () => {
    const objects = [ks("a", { spec: { interval: "1h", retryInterval: undefined } }), ks("b", { dependsOn: ["a"] })];
    expect(findBy(RULE, objects)[0]?.message).toContain("1 h, and what depends on it waits too.");
  });

  it("can be told what is long", () => {
    const settings = { rules: { [RULE]: { longInterval: "1h" } } };
    expect(lintClocks("1h", undefined, settings)).toEqual([]);
    expect(lintClocks("61m", undefined, settings)).toHaveLength(1);
  });
});
