import { Environment } from "@marcbachmann/cel-js";

/** What an expression gave: a value, or the words of the error that it ended in. */
export type ExpressionResult =
  | { readonly kind: "value"; readonly value: boolean }
  | { readonly kind: "error"; readonly message: string };

/** An expression that may be evaluated, or why the controller would refuse it for good. */
export type ReadyExpression =
  | { readonly ok: true; evaluate(self: unknown, dependency: unknown): ExpressionResult }
  | { readonly ok: false; readonly message: string };

const LONGEST_EXPRESSION = 64 * 1024;

const environment = new Environment({ unlistedVariablesAreDyn: false })
  .registerVariable("self", "dyn")
  .registerVariable("dep", "dyn");

const compiled = new Map<string, ReadyExpression>();
const MOST_COMPILED = 2_000;

/**
 * Compiles a `dependsOn[].readyExpr` with the controller's rules: an expression that does not parse, or is not
 * known to be bool, is refused (flux-semantics §3 and §10). `self` and `dep` are whole objects of the API.
 */
export function compileReadyExpression(text: string): ReadyExpression {
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const expression = compile(text);
  if (compiled.size >= MOST_COMPILED) compiled.clear();
  compiled.set(text, expression);
  return expression;
}

function compile(text: string): ReadyExpression {
  if (text.length > LONGEST_EXPRESSION) {
    return { ok: false, message: `the CEL expression is longer than ${LONGEST_EXPRESSION} characters` };
  }
  try {
    const program = environment.parse(text);
    const checked = program.check();
    if (!checked.valid) return { ok: false, message: toParseMessage(text, checked.error) };
    if (checked.type !== "bool") {
      return { ok: false, message: `CEL expression output type mismatch: expected bool, got ${checked.type ?? "dyn"}` };
    }
    return { ok: true, evaluate: (self, dep) => evaluate(text, () => program({ self, dep })) };
  } catch (error) {
    return { ok: false, message: toParseMessage(text, error) };
  }
}

function evaluate(text: string, run: () => unknown): ExpressionResult {
  try {
    const value = run();
    if (typeof value === "boolean") return { kind: "value", value };
    return { kind: "error", message: `failed to evaluate the CEL expression '${text}': expected bool` };
  } catch (error) {
    return { kind: "error", message: `failed to evaluate the CEL expression '${text}': ${toRuntimeWords(error)}` };
  }
}

function toParseMessage(text: string, error: unknown): string {
  return `failed to parse the CEL expression '${text}': ${firstLine(error)}`;
}

/** cel-go says `no such key: x` where this library quotes more and shows the place. */
function toRuntimeWords(error: unknown): string {
  const words = firstLine(error);
  const key = /no such key:?\s*["'`]?([^"'`\s]+)/i.exec(words)?.[1];
  return key === undefined ? words : `no such key: ${key}`;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? text;
}
