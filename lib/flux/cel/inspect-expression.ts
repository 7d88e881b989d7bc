import type { ASTNode } from "@marcbachmann/cel-js";
import { toOwnName } from "./dialect.ts";
import { PatternError, parsePattern } from "./re2-syntax.ts";
import { UndecidableError } from "./undecidable.ts";

/** What is known of an expression before it is checked: what the controller refuses, and what cannot be told here. */
export interface Inspection {
  readonly refusal: string | null;
  readonly undecidable: string | null;
  /** Calls of a conversion with a literal, which the controller works out as it compiles. */
  readonly constants: readonly ASTNode[];
}

const CONVERSIONS = new Set(["int", "uint", "double", "string", "bytes", "bool", "timestamp", "duration"]);

const TIMES = "FullYear Month Date DayOfMonth DayOfWeek DayOfYear Hours Minutes Seconds Milliseconds";

/** All functions and macros of the controller's environment (cel-go with strings, sets, encoders and optional types). */
const FUNCTIONS = new Set([
  ...CONVERSIONS,
  ..."type dyn size has all exists exists_one map filter matches contains startsWith endsWith".split(" "),
  ...TIMES.split(" ").map((part) => `get${part}`),
  ..."charAt format indexOf join lastIndexOf lowerAscii quote replace reverse split substring trim upperAscii".split(
    " ",
  ),
  ..."equivalent intersects encode decode".split(" "),
  ..."hasValue value or orValue of none ofNonZeroValue optMap optFlatMap first last unwrap unwrapOpt".split(" "),
]);

/** Those of them that are not known here. */
const UNKNOWN = new Set(["format", "optMap", "optFlatMap", "first", "last", "unwrap", "unwrapOpt"]);

/**
 * Walks a parsed expression once, without recursion; renames, in place, the functions that are called by another name
 * here. The first thing that the controller refuses decides, then the first that cannot be told.
 */
export function inspectExpression(root: ASTNode): Inspection {
  const constants: ASTNode[] = [];
  let [refusal, undecidable]: [string | null, string | null] = [null, null];
  let [hasOptional, hasList] = [false, false];
  const open: ASTNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.op === ".?" || node.op === "[?]") hasOptional = true;
    if (node.op === "list" && node.args.length > 1) hasList = true;
    if (node.op === "id" && node.args === "cel") refusal ??= "undeclared reference to 'cel' (in container '')";
    if (node.op === "id" && node.args === "google") undecidable ??= "messages of protobuf cannot be told here";
    // cel-go takes two negations in a row for none, and then asks for no bool.
    if (node.op === "!_" && node.args.op === "!_") undecidable ??= "it negates twice";
    if (node.op === "call" || node.op === "rcall") {
      const name = node.args[0];
      if (!FUNCTIONS.has(name)) refusal ??= `undeclared reference to '${name}' (in container '')`;
      else if (UNKNOWN.has(name)) undecidable ??= `the function ${name} is not known here`;
      const values = node.op === "call" ? node.args[1] : node.args[2];
      if (name === "matches") {
        const fault = findPatternFault(values.at(-1));
        refusal ??= fault.refusal;
        undecidable ??= fault.undecidable;
      }
      if (node.op === "call" && CONVERSIONS.has(name) && isLiteral(values[0])) constants.push(node);
      (node.args as unknown as string[])[0] = toOwnName(name);
    }
    open.push(...findChildren(node));
  }
  // Whether the entries of a list are of one type hangs on the type in an optional value, which is not known here.
  if (hasOptional && hasList) undecidable ??= "it has a list beside optional values";
  return { refusal, undecidable, constants };
}

/** The parts of a node of any kind. */
export function findChildren(node: ASTNode): readonly ASTNode[] {
  return [node.args].flat(3).filter(isNode);
}

function isNode(value: unknown): value is ASTNode {
  return typeof value === "object" && value !== null && "op" in value && "args" in value;
}

/** A literal, or a conversion of one: the controller folds from the inside out. */
function isLiteral(node: ASTNode | undefined): boolean {
  let part = node;
  while (part?.op === "call" && CONVERSIONS.has(part.args[0])) part = part.args[1][0];
  return part?.op === "value" || (part?.op === "-_" && part.args.op === "value");
}

function findPatternFault(node: ASTNode | undefined): Pick<Inspection, "refusal" | "undecidable"> {
  try {
    if (node?.op === "value" && typeof node.args === "string") parsePattern(node.args);
    return { refusal: null, undecidable: null };
  } catch (error) {
    if (error instanceof PatternError) return { refusal: error.message, undecidable: null };
    if (error instanceof UndecidableError) return { refusal: null, undecidable: error.message };
    throw error;
  }
}
