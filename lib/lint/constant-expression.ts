import { compileReadyExpression, type ExpressionResult } from "#lib/flux/ready-expression.ts";

const METADATA = { name: "dependency", namespace: "tried", uid: "1", generation: 2, resourceVersion: "1" };
const LABELLED = { ...METADATA, labels: { tried: "a" }, annotations: { tried: "a" } };
const SPEC = { interval: "10m", prune: true, path: "./", sourceRef: { kind: "GitRepository", name: "tried" } };

/** What a dependency may look like: not looked at yet, empty, failing, busy, ready at an old generation, ready. */
const STATUSES: readonly object[] = [
  { observedGeneration: -1 },
  { observedGeneration: -1, conditions: [] },
  toStatus("False", "HealthCheckFailed", 1),
  toStatus("Unknown", "Progressing", 1),
  toStatus("True", "ReconciliationSucceeded", 1),
  toStatus("True", "ReconciliationSucceeded", 2),
];

const OBJECTS: readonly object[] = [METADATA, LABELLED].flatMap((metadata) => [
  { metadata, spec: SPEC },
  ...STATUSES.map((status) => ({ metadata, spec: SPEC, status })),
]);

const constants = new Map<string, boolean | null>();
const MOST_KEPT = 2_000;

/**
 * Whether a readyExpr gives the same whatever it is asked about: true on every trial object; false only where it names
 * neither `self` nor `dep`, for a label may still change. Null otherwise, and where the expression is refused or
 * cannot be decided here.
 */
export function findConstant(text: string): boolean | null {
  const known = constants.get(text);
  if (known !== undefined) return known;
  const constant = tryOut(text);
  if (constants.size >= MOST_KEPT) constants.clear();
  constants.set(text, constant);
  return constant;
}

function tryOut(text: string): boolean | null {
  const expression = compileReadyExpression(text);
  if (!expression.ok) return null;
  const isTrue = (result: ExpressionResult) => result.kind === "value" && result.value;
  if (!/\b(?:self|dep)\b/.test(withoutTexts(text))) {
    const result = expression.evaluate({}, {});
    return result.kind === "unknown" ? null : isTrue(result);
  }
  return OBJECTS.every((dep) => isTrue(expression.evaluate(METADATA_ONLY, dep))) ? true : null;
}

const METADATA_ONLY = { metadata: METADATA, spec: SPEC };

/** Takes the quoted texts out of an expression: a name in them names nothing. */
function withoutTexts(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''");
}

function toStatus(status: string, reason: string, observedGeneration: number): object {
  return { observedGeneration, conditions: [{ type: "Ready", status, reason, message: "" }] };
}
