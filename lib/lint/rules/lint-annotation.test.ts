import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "lint-annotation";

function lintAnnotation(text: string) {
  return findBy(RULE, [ks("a", { metadata: { annotations: { "headwater.dev/lint": text } } })]);
}

describe(RULE, () => {
  it.each([
    ["deep-chian=off", "has deep-chian in its annotation", "Write deep-chain for deep-chian in the annotation"],
    ["nonsense=off", "has nonsense in its annotation", "Write it as rule=level"],
    ["deep-chain=never", "has deep-chain=never in its annotation", "Write it as rule=level"],
    ["deep-chain", "has deep-chain in its annotation", "Write it as rule=level"],
    ["deep-chain=off; cycle=off", "has deep-chain=off; cycle=off in its annotation", "Write it as rule=level"],
  ])("tells of %s", (text, message, fix) => {
    const [finding] = lintAnnotation(text);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toContain(message);
    expect(finding?.fix).toContain(fix);
  });

  it.each([
    "",
    "deep-chain=off",
    " deep-chain = off , cycle=info,",
    "all=warning",
    "lint-annotation=off, whatever=off",
  ])("understands %j", (text) => expect(lintAnnotation(text)).toEqual([]));
});
