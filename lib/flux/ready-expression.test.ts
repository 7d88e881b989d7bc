import { describe, expect, it } from "vitest";
import { compileReadyExpression } from "./ready-expression.ts";

const self = { metadata: { name: "web", labels: { tier: "front" } } };
const dep = {
  metadata: { name: "db" },
  status: { observedGeneration: 3, conditions: [{ type: "Ready", status: "True" }] },
};

describe("compileReadyExpression", () => {
  it.each([
    ["true", true],
    ["dep.status.observedGeneration == 3", true],
    ["dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')", true],
    ["has(dep.metadata.labels)", false],
    ["self.metadata.labels['tier'] == 'front' && dep.metadata.name.startsWith('d')", true],
    ["dep.status.conditions.filter(c, c.type == 'Healthy').size() > 0", false],
  ])("%s is %s", (text, value) => {
    const expression = compileReadyExpression(text);
    expect(expression.ok && expression.evaluate(self, dep)).toEqual({ kind: "value", value });
  });

  it.each([
    [
      "dep.status.nothing == self.metadata.name",
      "failed to evaluate the CEL expression 'dep.status.nothing == self.metadata.name': no such key: nothing",
    ],
    [
      "dep.metadata.labels['go'] == 'yes'",
      "failed to evaluate the CEL expression 'dep.metadata.labels['go'] == 'yes'': no such key: labels",
    ],
  ])("%s is an error as it runs, not false", (text, message) => {
    const expression = compileReadyExpression(text);
    expect(expression.ok && expression.evaluate(self, dep)).toEqual({ kind: "error", message });
  });

  it.each([
    ["dep.metadata.name", "CEL expression output type mismatch: expected bool, got dyn"],
    ["1 + 1", "CEL expression output type mismatch: expected bool, got int"],
    ["dep.status.(", "failed to parse the CEL expression 'dep.status.('"],
    ["other.metadata.name == 'x'", "failed to parse the CEL expression"],
    ["", "failed to parse the CEL expression ''"],
  ])("%j is refused for good", (text, message) => {
    const expression = compileReadyExpression(text);
    expect(expression.ok ? "" : expression.message).toContain(message);
  });

  it("refuses what is too long to be looked at", () => {
    expect(compileReadyExpression(`'${"x".repeat(70_000)}' == ''`).ok).toBe(false);
  });
});
