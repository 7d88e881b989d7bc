import { type ASTNode, type Environment, ParseError } from "@marcbachmann/cel-js";
import { toControllerView } from "./cel/controller-view.ts";
import { createDialect, toControllerNames } from "./cel/dialect.ts";
import { estimateWork } from "./cel/estimate-work.ts";
import { inspectExpression } from "./cel/inspect-expression.ts";
import { toRuntimeWords } from "./cel/runtime-words.ts";
import { UndecidableError } from "./cel/undecidable.ts";

/** What an expression gave: a value, the words of the error that it ended in, or why that cannot be told here. */
export type ExpressionResult =
  | { readonly kind: "value"; readonly value: boolean }
  | { readonly kind: "error"; readonly message: string }
  | { readonly kind: "unknown"; readonly message: string };

/** An expression that may be evaluated; or why the controller would refuse it for good, or why that cannot be told. */
export type ReadyExpression =
  | { readonly ok: true; evaluate(self: unknown, dependency: unknown): ExpressionResult }
  | { readonly ok: false; readonly kind: "refused" | "unknown"; readonly message: string };

const LONGEST_EXPRESSION = 64 * 1024;
/** Some tens of milliseconds. */
const MOST_STEPS = 300_000;

const compiled = new Map<string, ReadyExpression>();
const MOST_COMPILED = 2_000;

let dialect: Environment | null = null;

/**
 * Compiles a `dependsOn[].readyExpr` with the controller's rules: an expression that does not parse, or is not
 * known to be bool, is refused (flux-semantics §3 and §10). `self` and `dep` are whole objects of the API. What this
 * library does otherwise than the controller, and what would take too long, is unknown.
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
    return toUnknown(`it is longer than ${LONGEST_EXPRESSION} characters`);
  }
  // The controller drops managed fields nowhere; Headwater does as it reads.
  if (text.includes("managedFields")) return toUnknown("it looks at managedFields");
  dialect ??= createDialect();
  try {
    const program = dialect.parse(text);
    const { refusal, undecidable, constants } = inspectExpression(program.ast);
    if (undecidable !== null) return toUnknown(undecidable);
    if (refusal !== null && !refusal.startsWith("error parsing regexp")) return refuse(toParseMessage(text, refusal));
    const checked = program.check();
    if (!checked.valid) {
      if (isTooDeep(checked.error)) return toUnknown("it is nested too deep");
      return isCheckedLater(checked.error)
        ? toUnknown("its types are known only as it runs")
        : refuse(toParseMessage(text, checked.error));
    }
    if (checked.type !== "bool") {
      return refuse(`CEL expression output type mismatch: expected bool, got ${toGoTypeName(checked.type ?? "dyn")}`);
    }
    const fault = refusal ?? findConstantFault(constants, text, dialect);
    if (fault !== null) return refuse(`failed to create CEL program: ${fault}`);
    return { ok: true, evaluate: (self, dep) => evaluate(text, program.ast, program, self, dep) };
  } catch (error) {
    if (isBeyondLibrary(text, error)) return toUnknown(`the library that reads it does not: ${firstLine(error)}`);
    return refuse(toParseMessage(text, error));
  }
}

function evaluate(
  text: string,
  ast: ASTNode,
  run: (variables: Record<string, unknown>) => unknown,
  self: unknown,
  dependency: unknown,
): ExpressionResult {
  const variables = { self: toControllerView(self, "self"), dep: toControllerView(dependency, "dep") };
  const steps = estimateWork(ast, variables);
  if (steps > MOST_STEPS) return { kind: "unknown", message: toUndecided(`it may take ${Math.round(steps)} steps`) };
  try {
    const value = run(variables);
    if (typeof value === "boolean") return { kind: "value", value };
    return { kind: "error", message: `failed to evaluate CEL expression as boolean: '${text}'` };
  } catch (error) {
    if (error instanceof UndecidableError) return { kind: "unknown", message: toUndecided(error.message) };
    if (isTooDeep(error)) return { kind: "unknown", message: toUndecided("it is nested too deep") };
    return { kind: "error", message: `failed to evaluate the CEL expression '${text}': ${toRuntimeWords(error)}` };
  }
}

/** The controller works out conversions of literals as it compiles, and refuses those that fail. */
function findConstantFault(constants: readonly ASTNode[], text: string, environment: Environment): string | null {
  for (const { start, end } of constants) {
    const part = environment.parse(text.slice(start, end));
    inspectExpression(part.ast);
    try {
      part({});
    } catch (error) {
      if (error instanceof UndecidableError) throw error;
      return toRuntimeWords(error);
    }
  }
  return null;
}

/** Syntax that cel-go has and the library has not: messages, entries that are optional, and what is too large or deep. */
function isBeyondLibrary(text: string, error: unknown): boolean {
  if (error instanceof UndecidableError || isTooDeep(error)) return true;
  if (!(error instanceof ParseError)) return false;
  return error.code === "limit_exceeded" || /[\w.]\s*\{|[[{,]\s*\?/.test(text);
}

/** Whether the stack ran out; the library may have caught that, and gives it as an error of the expression. */
function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError || /maximum call stack|too much recursion/i.test(firstLine(error));
}

/** cel-go writes `map(string, dyn)` where the library writes `map<string, dyn>`. */
function toGoTypeName(type: string): string {
  return type
    .replaceAll("<", "(")
    .replaceAll(">", ")")
    .replace(/\bnull\b/, "null_type");
}

/** The library refuses before it runs what cel-go finds out as it runs. */
function isCheckedLater(error: unknown): boolean {
  return /^no such overload: .*\b(?:null|bytes)\b/.test(firstLine(error));
}

function refuse(message: string): ReadyExpression {
  return { ok: false, kind: "refused", message };
}

function toUnknown(reason: string): ReadyExpression {
  return { ok: false, kind: "unknown", message: toUndecided(reason) };
}

function toUndecided(reason: string): string {
  return `What the readyExpr gives cannot be told here: ${reason}.`;
}

function toParseMessage(text: string, error: unknown): string {
  return `failed to parse the CEL expression '${text}': ${toControllerNames(firstLine(error))}`;
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.split("\n", 1)[0] ?? text;
}
