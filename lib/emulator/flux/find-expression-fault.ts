import { Environment } from "@marcbachmann/cel-js";
import type { RawObject } from "#lib/flux/metadata.ts";

/** The fields of a health check expression in the controller's order and spelling. */
const FIELDS = [
  ["current", "Current"],
  ["inProgress", "InProgress"],
  ["failed", "Failed"],
] as const;

const environment = new Environment({ unlistedVariablesAreDyn: true });

/**
 * Finds the first of `healthCheckExprs` that the controller would refuse, in its words; null when there is none. Only
 * that an expression can be parsed is checked here: what its variables are is known to the objects it is for.
 */
export function findExpressionFault(raw: RawObject): string | null {
  const list = (raw["spec"] as { healthCheckExprs?: unknown }).healthCheckExprs;
  for (const [index, entry] of (Array.isArray(list) ? list : []).entries()) {
    for (const [field, spelling] of FIELDS) {
      const text: unknown = entry?.[field];
      const fault = typeof text === "string" ? findSyntaxFault(text) : null;
      if (fault === null) continue;
      const which = `healthchecks[${index}]: failed to parse the expression ${spelling}`;
      const words = `failed to parse the CEL expression '${text}': ${fault}`;
      return `Reconciliation failed terminally due to configuration error: failed to create custom status evaluator for ${which}: ${words}`;
    }
  }
  return null;
}

function findSyntaxFault(text: string): string | null {
  try {
    environment.parse(text);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
