import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "timeout-over-interval";

function lintClocks(interval: string | undefined, timeout: string | undefined) {
  return findBy(RULE, [ks("a", { spec: { interval, timeout } })]);
}

describe(RULE, () => {
  it("finds a time-out that outlasts the interval", () => {
    const [finding] = lintClocks("5m", "10m");
    expect(finding?.severity).toBe("info");
    expect(finding?.message).toContain("default/a has a timeout of 10 min and an interval of 5 min");
    expect(finding?.fix).toContain("spec.timeout of default/a below its spec.interval");
  });

  it.each([
    ["10m", "5m"],
    ["10m", "10m"],
    ["20s", undefined],
    ["10m", "later"],
    [undefined, "10m"],
  ])("lets an interval of %s with a timeout of %s pass", (interval, timeout) => {
    expect(lintClocks(interval, timeout)).toEqual([]);
  });
});
