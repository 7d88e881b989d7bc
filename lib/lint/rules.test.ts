import { describe, expect, it } from "vitest";
import { lintYaml } from "./lint.test-support.ts";
import { SEVERITIES } from "./rule.ts";
import { RULES } from "./rules.ts";

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  it("finds its bad example, once, and no other rule does", () => {
    expect(lintYaml(rule.bad).map((finding) => finding.rule)).toEqual([id]);
  });

  it("finds nothing in its good example, and no other rule does", () => {
    expect(lintYaml(rule.good)).toEqual([]);
  });

  it("says in one sentence what is so, and in one what to do", () => {
    for (const { message, fix, nodes } of lintYaml(rule.bad)) {
      for (const sentence of [message, fix]) {
        expect(sentence).toMatch(/^[A-Z]|^[a-z0-9-]+\/[a-z0-9-]+ /);
        expect(sentence).toMatch(/\.$/);
        expect(sentence).not.toContain("`");
        expect(sentence).not.toContain("undefined");
      }
      expect(nodes.length).toBeGreaterThan(0);
    }
  });

  it("is described", () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(SEVERITIES).toContain(rule.severity);
    for (const text of [rule.title, rule.docs, rule.fix]) expect(text.trim().length).toBeGreaterThan(10);
    for (const option of Object.values(rule.options)) expect(option.about).not.toBe("");
  });
});

it("gives no two rules one name", () => {
  expect(new Set(RULES.map(({ id }) => id)).size).toBe(RULES.length);
});
