import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { DEFAULT_SETTINGS, parseRuleSettings, type RuleSettings } from "#lib/lint/rule-settings.ts";
import { RULES } from "#lib/lint/rules.ts";

/**
 * Reads the configuration of the rules from a file of YAML or JSON; without a file every rule is as it comes.
 * Throws an Error that names the file and each thing that is wrong in it.
 */
export function readRuleSettings(file: string | null): RuleSettings {
  if (file === null) return DEFAULT_SETTINGS;
  const reading = parseRuleSettings(readDocument(file), RULES);
  if (!reading.ok) throw new Error(`${file} (HEADWATER_LINT_CONFIG) is wrong. ${reading.faults.join(" ")}`);
  return reading.settings;
}

function readDocument(file: string): unknown {
  try {
    return parse(readFileSync(file, "utf8"));
  } catch (error) {
    const [words] = (error instanceof Error ? error.message : String(error)).split("\n");
    throw new Error(`${file} (HEADWATER_LINT_CONFIG) cannot be read: ${words}`, { cause: error });
  }
}
