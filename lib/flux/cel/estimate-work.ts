import type { ASTNode } from "@marcbachmann/cel-js";
import { findChildren } from "./inspect-expression.ts";

/** What a part of an expression costs at most, and how many entries its value has at most. */
interface Estimate {
  readonly steps: number;
  readonly size: number;
  /** The value itself, where it is a path into `self` or `dep`. */
  readonly value?: unknown;
}

const LOOPS = new Set(["all", "exists", "exists_one", "map", "filter"]);

/**
 * Says how many steps an expression takes at most on these objects: each loop costs its list's length times its body.
 * A path into the objects is as long as it is there; of anything else the longest there is counts.
 */
export function estimateWork(root: ASTNode, variables: Readonly<Record<string, unknown>>): number {
  const longest = findLongest(variables);
  const estimates = new Map<ASTNode, Estimate>();
  // Parts before the whole: each node is met a second time once its parts are done.
  const open: ASTNode[] = [root];
  const isOpened = new Set<ASTNode>();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (isOpened.has(node)) estimates.set(node, estimate(node, estimates, variables, longest));
    else {
      isOpened.add(node);
      open.push(node, ...findChildren(node));
    }
  }
  return estimates.get(root)?.steps ?? 0;
}

function estimate(
  node: ASTNode,
  known: ReadonlyMap<ASTNode, Estimate>,
  variables: Readonly<Record<string, unknown>>,
  longest: number,
): Estimate {
  const of = (part: ASTNode | undefined): Estimate => (part && known.get(part)) ?? { steps: 0, size: longest };
  const children = findChildren(node).map(of);
  const steps = children.reduce((sum, child) => sum + child.steps, 1);
  const most = () => children.reduce((size, child) => Math.max(size, child.size), 0);
  switch (node.op) {
    case "value":
      return { steps, size: typeof node.args === "string" ? node.args.length : 1 };
    case "list":
    case "map":
      return { steps, size: node.args.length };
    case "id":
      return Object.hasOwn(variables, node.args) ? toEstimate(variables[node.args], steps) : { steps, size: longest };
    case ".": {
      const [left, name] = node.args;
      const value = (of(left).value as Record<string, unknown> | null | undefined)?.[name];
      return value === undefined ? { steps, size: longest } : toEstimate(value, steps);
    }
    case "+":
      return { steps, size: children.reduce((sum, child) => sum + child.size, 0) };
    case "?:":
      return { steps, size: most() };
    case "rcall": {
      const [name, receiver, values] = node.args;
      if (!LOOPS.has(name)) return { steps, size: Math.max(longest, most()) };
      const list = of(receiver);
      const body = values.slice(1).reduce((sum, part) => sum + of(part).steps, 1);
      return { steps: list.steps + list.size * body, size: list.size };
    }
    default:
      return { steps, size: Math.max(longest, most()) };
  }
}

function toEstimate(value: unknown, steps: number): Estimate {
  return { steps, size: toSize(value), value };
}

function toSize(value: unknown): number {
  if (typeof value === "string" || Array.isArray(value)) return value.length;
  return typeof value === "object" && value !== null ? Object.keys(value).length : 1;
}

const longestOf = new WeakMap<object, number>();

/** The length of the longest list, map or text in the variables. */
function findLongest(variables: Readonly<Record<string, unknown>>): number {
  return Object.values(variables).reduce<number>((longest, value) => {
    if (typeof value !== "object" || value === null) return longest;
    const known = longestOf.get(value) ?? measure(value);
    longestOf.set(value, known);
    return Math.max(longest, known);
  }, 1);
}

function measure(root: object): number {
  let longest = 1;
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    longest = Math.max(longest, toSize(value));
    if (typeof value === "object" && value !== null) for (const part of Object.values(value)) open.push(part);
  }
  return longest;
}
