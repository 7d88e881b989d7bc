import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "invalid-ready-expression";

function lintExpression(readyExpr: string) {
  return findBy(RULE, [ks("db"), ks("app", { dependsOn: [{ name: "db", readyExpr }] })]);
}

describe(RULE, () => {
  it.each([
    ["no CEL", "dep.status ==", /: failed to parse the CEL expression /],
    ["a variable that there is not", "obj.status.ready == true", /: failed to parse the CEL expression /],
    ["a type that is not known", "dep.status.ready", /expected bool, got dyn\.$/],
    ["another type", "'yes'", /expected bool, got string\.$/],
  ])("refuses %s", (_, text, words) => {
    const [finding, ...others] = lintExpression(text);
    expect(others).toEqual([]);
    expect(finding?.severity).toBe("error");
    expect(finding?.nodes).toEqual(["Kustomization/default/app", "Kustomization/default/db"]);
    expect(finding?.message).toMatch(words);
  });

  it("keeps the sentence short where the expression is long", () => {
    const [finding] = lintExpression(`dep.unheardOf(${"x".repeat(60_000)})`);
    expect(finding?.message.length).toBeLessThan(500);
  });

  it.each(["true", "dep.metadata.name == 'db'", "has(dep.status.conditions)"])("lets %s pass", (text) => {
    expect(lintExpression(text)).toEqual([]);
  });
});
