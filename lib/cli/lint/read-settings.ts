import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { UsageError } from "#lib/cli/usage-error.ts";
import { DEFAULT_SETTINGS, parseRuleSettings, type RuleSettings } from "#lib/lint/rule-settings.ts";
import { RULES } from "#lib/lint/rules.ts";

/** Looked for in the folder of the command when no file is named. */
export const SETTINGS_FILE = ".headwater.yaml";

/** Reads the settings of the rules: of the named file, else of `.headwater.yaml`, else none. Throws a UsageError. */
export function readSettings(named: string | null, folder: string): RuleSettings {
  const file = named === null ? join(folder, SETTINGS_FILE) : resolve(folder, named);
  if (named === null && !existsSync(file)) return DEFAULT_SETTINGS;
  const reading = parseRuleSettings(readYaml(file), RULES);
  if (reading.ok) return reading.settings;
  throw new UsageError(`${file} is wrong:\n${reading.faults.map((fault) => `  ${fault}`).join("\n")}`);
}

function readYaml(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new UsageError(`${file} is not there, or may not be read.`);
  }
  try {
    return parse(text, { logLevel: "error" });
  } catch (error) {
    throw new UsageError(`${file} is no YAML: ${error instanceof Error ? error.message.trimEnd() : error}`);
  }
}
