import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Finding } from "#lib/graph/model.ts";
import { compareText } from "#lib/graph/patch.ts";
import { findLevel, type LintAnnotation, parseLintAnnotation } from "./lint-annotation.ts";
import type { LintContext } from "./lint-context.ts";
import { type Rule, type RuleFinding, SEVERITIES, type Severity } from "./rule.ts";
import type { RuleSetting, RuleSettings } from "./rule-settings.ts";
import { finish, type Steps } from "./steps.ts";

type AnyRule = Rule<string>;

/** So many are put into words before it is somebody else's turn. */
const FINDINGS_A_STEP = 500;

const UNTOLD: RuleSetting = { severity: null, options: {} };

/**
 * Runs the rules over a graph: findings worst first, then by rule and object. What weighs is, in this order: the
 * annotation of the object that mends it, the configuration, the finding itself, the rule.
 */
export function runRules(context: LintContext, settings: RuleSettings, rules: readonly AnyRule[]): readonly Finding[] {
  return finish(runRulesInSteps(context, settings, rules));
}

/** As {@link runRules}, with a stop after each rule, where a rule itself stops, and after many findings. */
export function* runRulesInSteps(
  context: LintContext,
  settings: RuleSettings,
  rules: readonly AnyRule[],
): Steps<readonly Finding[]> {
  const annotations = readAnnotations(context);
  const findings: Finding[] = [];
  for (const rule of rules) {
    for (const finding of runRule(rule, context, settings.get(rule.id) ?? UNTOLD, annotations)) {
      if (finding === null || findings.push(finding) % FINDINGS_A_STEP === 0) yield null;
    }
    yield null;
  }
  return findings.sort(compareFindings);
}

type Annotations = ReadonlyMap<ObjectId, LintAnnotation>;

function readAnnotations({ kustomizations }: LintContext): Annotations {
  const annotations = new Map<ObjectId, LintAnnotation>();
  for (const { id, parsed } of kustomizations) {
    const annotation = parseLintAnnotation(parsed.metadata.annotations);
    if (annotation.levels.size > 0) annotations.set(id, annotation);
  }
  return annotations;
}

/** Null where the rule stops for a moment. */
function* runRule(
  rule: AnyRule,
  context: LintContext,
  setting: RuleSetting,
  annotations: Annotations,
): Generator<Finding | null> {
  const levelOf = (id: ObjectId | undefined) => {
    const annotation = id === undefined ? undefined : annotations.get(id);
    return annotation === undefined ? null : findLevel(annotation, rule.id);
  };
  const decide = ({ nodes, severity }: RuleFinding): Severity | "off" =>
    levelOf(nodes[0]) ?? setting.severity ?? severity ?? rule.severity;
  // An object may ask for a rule that the configuration switches off.
  if (setting.severity === "off" && annotations.size === 0) return;
  const findings = rule.check(context, {
    options: toOptions(rule, setting),
    isSilenced: (id) => (levelOf(id) ?? setting.severity) === "off",
  });
  for (const finding of findings) {
    if (finding === null) {
      yield null;
      continue;
    }
    const severity = decide(finding);
    const { nodes, message, fix } = finding;
    if (severity !== "off") yield { rule: rule.id, severity, nodes, message, fix };
  }
}

function toOptions({ options }: AnyRule, setting: RuleSetting): Readonly<Record<string, number>> {
  const defaults = Object.entries(options).map(([name, option]) => [name, option.default] as const);
  return { ...Object.fromEntries(defaults), ...setting.options };
}

function compareFindings(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
    compareText(a.rule, b.rule) ||
    compareText(a.nodes[0] ?? "", b.nodes[0] ?? "") ||
    compareText(a.message, b.message)
  );
}
