import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Finding } from "#lib/graph/model.ts";
import type { LintContext } from "./lint-context.ts";

export type Severity = Finding["severity"];

/** Worst first: the order in which findings are listed. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** A number that a rule may be told; a duration is in seconds and is written `10m` in the configuration. */
export interface RuleOption {
  readonly kind: "count" | "duration";
  readonly default: number;
  readonly about: string;
}

/** What a rule is given beside the graph. */
export interface RuleScope<Option extends string = never> {
  readonly options: Readonly<Record<Option, number>>;
  /** Whether the annotation of an object switches this rule off for it; for rules whose finding is about several alike. */
  isSilenced(id: ObjectId): boolean;
}

/** What a rule found. The first node is the one whose manifest mends it, and whose annotation decides. */
export interface RuleFinding {
  /** Where this one weighs otherwise than the rule by itself. */
  readonly severity?: Severity;
  readonly nodes: readonly ObjectId[];
  /** One sentence: what is so, and what comes of it. */
  readonly message: string;
  /** One sentence: what to do, with the field. */
  readonly fix: string;
}

/** One thing that is looked for in a graph, with all that a person needs to judge it. */
export interface Rule<Option extends string = never> {
  /** Kebab-case; stands in the configuration, in annotations and in every finding. */
  readonly id: string;
  readonly severity: Severity;
  readonly title: string;
  /** Why it matters, and where the rule comes from. */
  readonly docs: string;
  /** YAML that breaks the rule, exactly once and no other rule. */
  readonly bad: string;
  /** The same, mended. */
  readonly good: string;
  /** How to mend it, in general. */
  readonly fix: string;
  readonly options: Readonly<Record<Option, RuleOption>>;
  /** Gives what it finds, one after the other; null, where it takes long, lets something else go between. */
  check(context: LintContext, scope: RuleScope<Option>): Iterable<RuleFinding | null>;
}
