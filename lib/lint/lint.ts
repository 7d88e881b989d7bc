import type { Finding } from "#lib/graph/model.ts";
import { buildLintContext, type LintInput } from "./lint-context.ts";
import { DEFAULT_SETTINGS, type RuleSettings } from "./rule-settings.ts";
import { RULES } from "./rules.ts";
import { runRules } from "./run-rules.ts";
import { finish } from "./steps.ts";

/** Runs every rule over a graph; findings worst first. */
export function lint(input: LintInput, settings: RuleSettings = DEFAULT_SETTINGS): readonly Finding[] {
  return runRules(finish(buildLintContext(input)), settings, RULES);
}
