import type { Severity } from "./rule.ts";
import { parseLevel } from "./rule-settings.ts";

/**
 * On a Kustomization, sets rules for it alone: `headwater.dev/lint: "deep-chain=off, no-retry-interval=warning"`;
 * `all=off` means every rule. It wins over the configuration.
 */
export const LINT_ANNOTATION = "headwater.dev/lint";

const ALL = "all";

/** What the annotation of an object says: levels by rule id, and the parts that are not understood. */
export interface LintAnnotation {
  readonly levels: ReadonlyMap<string, Severity | "off">;
  readonly misfits: readonly string[];
}

const NO_ANNOTATION: LintAnnotation = { levels: new Map(), misfits: [] };

/** Reads the annotation; what is not understood is kept to be told, and the rest counts. */
export function parseLintAnnotation(annotations: Readonly<Record<string, string>>): LintAnnotation {
  const text = annotations[LINT_ANNOTATION];
  if (text === undefined) return NO_ANNOTATION;
  const levels = new Map<string, Severity | "off">();
  const misfits: string[] = [];
  for (const part of text.split(",").map((piece) => piece.trim())) {
    if (part === "") continue;
    const [, id, word] = /^([a-z][a-z0-9-]*)\s*=\s*([a-z]+)$/.exec(part) ?? [];
    const level = parseLevel(word);
    if (id === undefined || level === null) misfits.push(part);
    else levels.set(id, level);
  }
  return { levels, misfits };
}

/** The level that an object asks for in a rule; null when it asks for none. */
export function findLevel({ levels }: LintAnnotation, ruleId: string): Severity | "off" | null {
  return levels.get(ruleId) ?? levels.get(ALL) ?? null;
}

/** Whether a name in the annotation stands for a rule, or for all of them. */
export function isRuleName(name: string, ruleIds: Iterable<string>): boolean {
  return name === ALL || new Set(ruleIds).has(name);
}
