import { parseDuration } from "#lib/flux/duration.ts";
import { isRecord } from "#lib/flux/is-record.ts";
import { findMeant } from "./edit-distance.ts";
import { type Rule, type RuleOption, SEVERITIES, type Severity } from "./rule.ts";

/** What a rule is told: nothing (it keeps its severity), another severity, or to be off; and its numbers. */
export interface RuleSetting {
  readonly severity: Severity | "off" | null;
  readonly options: Readonly<Record<string, number>>;
}

/** The settings of those rules that are told something, by id. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

export const DEFAULT_SETTINGS: RuleSettings = new Map();

/** The settings, or each fault of them in words that say where and what to write instead. */
export type RuleSettingsReading =
  | { readonly ok: true; readonly settings: RuleSettings }
  | { readonly ok: false; readonly faults: readonly string[] };

type AnyRule = Pick<Rule<string>, "id" | "options">;

const LEVELS: readonly string[] = [...SEVERITIES, "off"];

/**
 * Reads the configuration of the rules, as parsed from YAML or JSON:
 * `rules: { deep-chain: off, no-retry-interval: { severity: warning, longInterval: 30m } }`.
 * An empty document is no configuration. Every fault is told, not the first alone.
 */
export function parseRuleSettings(value: unknown, rules: readonly AnyRule[]): RuleSettingsReading {
  if (value === null || value === undefined) return { ok: true, settings: DEFAULT_SETTINGS };
  if (!isRecord(value)) return { ok: false, faults: ["The configuration should be an object with the field rules."] };
  const faults = Object.keys(value)
    .filter((field) => field !== "rules")
    .map((field) => `${field}: there is no such field; the only one is rules.`);
  const entries = value["rules"] ?? {};
  if (!isRecord(entries)) return { ok: false, faults: [...faults, "rules: should be an object, rule by rule."] };
  const settings = new Map<string, RuleSetting>();
  for (const [id, entry] of Object.entries(entries)) {
    const rule = rules.find((candidate) => candidate.id === id);
    if (rule === undefined) faults.push(`rules.${id}: ${toUnknownRule(id, rules)}`);
    else settings.set(id, readSetting(rule, entry, faults));
  }
  return faults.length > 0 ? { ok: false, faults } : { ok: true, settings };
}

/** Says that there is no such rule, and which one was probably meant. */
export function toUnknownRule(id: string, rules: readonly Pick<Rule<string>, "id">[]): string {
  const meant = findMeant(
    id,
    rules.map((rule) => rule.id),
  );
  return `there is no such rule${meant === null ? "" : `; did you mean ${meant}?`}`;
}

/** Takes a word for a level, or gives null; `false` is what YAML 1.1 makes of `off`. */
export function parseLevel(value: unknown): Severity | "off" | null {
  if (value === false) return "off";
  return typeof value === "string" && LEVELS.includes(value) ? (value as Severity | "off") : null;
}

function readSetting(rule: AnyRule, entry: unknown, faults: string[]): RuleSetting {
  if (!isRecord(entry)) return { severity: readLevel(`rules.${rule.id}`, entry, faults), options: {} };
  const { severity = null, ...given } = entry;
  const options = Object.entries(given).flatMap(([name, value]): [string, number][] => {
    const place = `rules.${rule.id}.${name}`;
    const option = Object.hasOwn(rule.options, name) ? rule.options[name] : undefined;
    const number = option === undefined ? null : readNumber(option, value);
    if (option === undefined) faults.push(`${place}: ${toUnknownOption(rule)}`);
    else if (number === null) faults.push(`${place}: should be ${FORMS[option.kind]}`);
    return number === null ? [] : [[name, number]];
  });
  return {
    severity: severity === null ? null : readLevel(`rules.${rule.id}.severity`, severity, faults),
    options: Object.fromEntries(options),
  };
}

function readLevel(place: string, value: unknown, faults: string[]): RuleSetting["severity"] {
  const level = parseLevel(value);
  if (level === null) faults.push(`${place}: should be ${LEVELS.slice(0, -1).join(", ")} or ${LEVELS.at(-1)}`);
  return level;
}

const FORMS: Readonly<Record<RuleOption["kind"], string>> = {
  count: "a whole number from 0",
  duration: "a duration such as 10m",
};

function readNumber({ kind }: RuleOption, value: unknown): number | null {
  if (kind === "duration") return typeof value === "string" ? parseDuration(value) : null;
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
}

function toUnknownOption({ id, options }: AnyRule): string {
  const known = ["severity", ...Object.keys(options)];
  return `${id} has no such setting; there ${known.length === 1 ? "is only" : "are"} ${known.join(", ")}.`;
}
