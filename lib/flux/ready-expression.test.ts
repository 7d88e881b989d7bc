import { describe, expect, it } from "vitest";
import { compileReadyExpression } from "./ready-expression.ts";
import { CASE_DEPENDENCY, CASE_SELF, EXPRESSION_CASES } from "./ready-expression-cases.test-support.ts";

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
});

/** What the controller decides and this project does not: it says so, and never guesses. */
const UNKNOWN = [
  "'%s-%d'.format(['a', 1]) == 'a-1'",
  "dep.metadata.?labels.optMap(l, l.size() > 0).orValue(true)",
  "[?dep.metadata.?labels].size() == 0",
  "google.protobuf.Timestamp{seconds: 1} == timestamp('1970-01-01T00:00:01Z')",
  "!!true",
  "!!(dep.metadata.name == 'db')",
];

function tell(text: string, [self, dep]: readonly [unknown, unknown] = [CASE_SELF, CASE_DEPENDENCY]): unknown {
  const expression = compileReadyExpression(text);
  if (!expression.ok) return { [expression.kind]: expression.message };
  const result = expression.evaluate(self, dep);
  return result.kind === "value" ? result.value : { [result.kind]: result.message };
}

describe("over the cases that the controller decides", () => {
  it.each(EXPRESSION_CASES.filter(([text]) => !UNKNOWN.includes(text)))("%s is as there", (text, outcome) => {
    if (typeof outcome === "boolean") expect(tell(text)).toBe(outcome);
    else if ("error" in outcome) {
      expect(tell(text)).toEqual({ error: `failed to evaluate the CEL expression '${text}': ${outcome.error}` });
    } else {
      // The parsers have words of their own; all else is the controller's to the letter.
      expect(tell(text)).toEqual({ refused: expect.stringContaining(outcome.refused.split("`")[0] ?? "") });
    }
  });

  it.each(UNKNOWN)("%s is unknown, and says so", (text) => {
    expect(tell(text)).toEqual({ unknown: expect.stringMatching(/^What the readyExpr gives cannot be told here: ./) });
  });

  it("is a table of more than 60, of every outcome", () => {
    const kinds = EXPRESSION_CASES.map(([, outcome]) =>
      typeof outcome === "boolean" ? String(outcome) : (Object.keys(outcome)[0] ?? ""),
    );
    for (const kind of ["true", "false", "error", "refused"]) {
      expect(kinds.filter((one) => one === kind).length).toBeGreaterThan(20);
    }
    expect(UNKNOWN.filter((text) => !EXPRESSION_CASES.some(([known]) => known === text))).toEqual([]);
  });
});

describe("what Go does otherwise", () => {
  it.each([
    "'db'.replace('', 'x') == 'xdxbx'",
    "'db'.replace('', 'x', 1) == 'xdb'",
    "'aaa'.replace('a', 'b', 2) == 'bba'",
    "'aaa'.replace('a', 'b', 0) == 'aaa'",
    "string(base64.decode('aGVsbG8')) == 'hello'",
    "base64.encode(b'hell') == 'aGVsbA=='",
    "double('1e3') == 1000.0 && double('-inf') < 0.0",
    "int('+3') == 3 && int(-3.9) == -3 && uint('7') == 7u",
    "sets.equivalent([1, 2, 2], [2, 1]) && sets.contains([dyn(1)], [dyn(1.0)])",
  ])("%s", (text) => expect(tell(text)).toBe(true));
});

describe("bounds", { timeout: 30_000 }, () => {
  const loops = (depth: number, list: string) =>
    `${Array.from({ length: depth }, (_, at) => `${list}.all(x${at}, `).join("")}true${")".repeat(depth)}`;
  const numbers = `[${Array.from({ length: 1_000 }, (_, at) => at).join(", ")}]`;
  const entries = Array.from({ length: 5_000 }, (_, at) => ({ id: `apps_web-${at}_apps_Deployment`, v: "v1" }));
  const large = { metadata: { name: "db" }, status: { inventory: { entries } } };

  it.each<[string, string]>([
    ["that is longer than 64 kB", `'${"x".repeat(70_000)}' == ''`],
    ["of three loops in each other over a thousand numbers", loops(3, numbers)],
    ["of two loops in each other over 5,000 entries", loops(2, "dep.status.inventory.entries")],
    ["that is nested 10,000 deep", `${"(".repeat(10_000)}true${")".repeat(10_000)}`],
    ["of 10,000 parts", Array.from({ length: 10_000 }, () => "true").join("&&")],
    ["with a list of 30,000", `[${"1,".repeat(30_000)}1].size() == 1`],
    ["that grows a text without end", `'${"x".repeat(9_000)}'.replace('x', '${"y".repeat(9_000)}') == ''`],
    ["of 6,000 texts put together", `${Array.from({ length: 6_000 }, () => "'a'").join("+")} == ''`],
    ["whose regular expression repeats repetitions", "dep.metadata.name.matches('((a{900}){900}){900}')"],
  ])("an expression %s is answered at once", (_, text) => {
    const began = performance.now();
    const answer = tell(text, [{}, large]);
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(answer === true || answer === false || (typeof answer === "object" && answer !== null)).toBe(true);
    if (!text.startsWith("true&&")) expect(answer).toHaveProperty("unknown");
  });

  it("leaves room for what people write", () => {
    expect(tell("dep.status.inventory.entries.exists(e, e.id == 'apps_web-4999_apps_Deployment')", [{}, large])).toBe(
      true,
    );
    expect(tell(loops(2, "[1, 2, 3, 4, 5, 6, 7, 8, 9, 10]"), [{}, large])).toBe(true);
  });
});
