import { describe, expect, it } from "vitest";
import { ks } from "#lib/flux/builders.test-support.ts";
import { findBy } from "#lib/lint/lint.test-support.ts";

const RULE = "constant-ready-expression";

function lintExpression(readyExpr: string) {
  return findBy(RULE, [ks("db"), ks("app", { dependsOn: [{ name: "db", readyExpr }] })]);
}

describe(RULE, () => {
  it.each([
    "true",
    "1 < 2",
    "'self' != 'dep'",
    "true || dep.metadata.name == 'x'",
    "has(dep.metadata) || false",
    "dep.metadata.name != ''",
    "has(dep.status)", // the controller's own type writes it also when it is empty
  ])("%s is true of everything", (text) => {
    const [finding] = lintExpression(text);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toBe(
      "The readyExpr of default/app for default/db is true whatever state default/db is in, so it waits for nothing.",
    );
  });

  it.each(["false", "1 > 2", "'dep' == 'self'", "1 / 0 == 1"])("%s is never true", (text) => {
    expect(lintExpression(text)[0]?.message).toContain("is never true, so default/app never runs");
  });

  it.each([
    "dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')",
    "dep.metadata.labels['version'] == self.metadata.labels['version']",
    "dep.metadata.labels['tried'] == 'b'",
    "dep.status.observedGeneration == dep.metadata.generation",
    `${"[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(x, ".repeat(9)}true${")".repeat(9)}`, // too much to try
    "dep.status.ready", // refused, which is another rule's
  ])("%s depends on what it looks at", (text) => expect(lintExpression(text)).toEqual([]));
});
