import type { Rule } from "./rule.ts";
import { constantReadyExpression } from "./rules/constant-ready-expression.ts";
import { crdsWithPrune } from "./rules/crds-with-prune.ts";
import { crossNamespaceSource } from "./rules/cross-namespace-source.ts";
import { cycle } from "./rules/cycle.ts";
import { deepChain } from "./rules/deep-chain.ts";
import { dependencyWithoutWait } from "./rules/dependency-without-wait.ts";
import { duplicateDependency } from "./rules/duplicate-dependency.ts";
import { hiddenCycle } from "./rules/hidden-cycle.ts";
import { ignoredHealthChecks } from "./rules/ignored-health-checks.ts";
import { ignoredHealthExpressions } from "./rules/ignored-health-expressions.ts";
import { impliedDependency } from "./rules/implied-dependency.ts";
import { invalidReadyExpression } from "./rules/invalid-ready-expression.ts";
import { createLintAnnotationRule } from "./rules/lint-annotation.ts";
import { missingDependency } from "./rules/missing-dependency.ts";
import { missingSource } from "./rules/missing-source.ts";
import { noRetryInterval } from "./rules/no-retry-interval.ts";
import { samePath } from "./rules/same-path.ts";
import { selfDependency } from "./rules/self-dependency.ts";
import { suspendedDependency } from "./rules/suspended-dependency.ts";
import { timeoutOverInterval } from "./rules/timeout-over-interval.ts";

const GRAPH_RULES: readonly Rule<string>[] = [
  cycle,
  selfDependency,
  hiddenCycle,
  missingDependency,
  missingSource,
  invalidReadyExpression,
  constantReadyExpression,
  suspendedDependency,
  dependencyWithoutWait,
  ignoredHealthChecks,
  ignoredHealthExpressions,
  crdsWithPrune,
  samePath,
  duplicateDependency,
  deepChain,
  impliedDependency,
  noRetryInterval,
  timeoutOverInterval,
  crossNamespaceSource,
];

/** Every rule there is, those that matter most first. */
export const RULES: readonly Rule<string>[] = [
  ...GRAPH_RULES,
  createLintAnnotationRule(GRAPH_RULES.map(({ id }) => id)),
];
