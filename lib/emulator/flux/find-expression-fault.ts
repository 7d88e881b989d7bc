import type { RawObject } from "#lib/flux/metadata.ts";
import { compileReadyExpression } from "#lib/flux/ready-expression.ts";

/**
 * Finds the first of `healthCheckExprs` that the controller would refuse, in its words; null when there is none. Only
 * that an expression can be read is checked here: what its variables are is known to the objects it is for.
 */
export function findExpressionFault(raw: RawObject): string | null {
  const list = (raw["spec"] as { healthCheckExprs?: unknown }).healthCheckExprs;
  for (const entry of Array.isArray(list) ? list : []) {
    const texts = [entry?.current, entry?.inProgress, entry?.failed].filter((text) => typeof text === "string");
    for (const text of texts) {
      const compiled = compileReadyExpression(text);
      if (compiled.ok || !compiled.message.includes("Expected")) continue;
      const words = `failed to create custom status evaluator for healthchecks: ${compiled.message}`;
      return `Reconciliation failed terminally due to configuration error: ${words}`;
    }
  }
  return null;
}
