import { findCondition } from "#lib/flux/condition.ts";
import { compileReadyExpression } from "#lib/flux/ready-expression.ts";
import type { Dependency } from "#lib/flux/reference.ts";
import type { Absence } from "./cluster-objects.ts";
import type { GraphEdge } from "./model.ts";
import type { Present } from "./present.ts";

/** What an edge is read off at either end. */
export type PresentKustomization = Pick<Present, "raw" | "parsed" | "sourceId" | "isReady">;

export type EdgeReading = Pick<GraphEdge, "state" | "rule" | "why">;

const SATISFIED: EdgeReading = { state: "satisfied", rule: "readiness", why: "" };

/**
 * Asks what the controller would say of one entry of `dependsOn` if it looked now
 * (kustomize-controller, checkDependencies; flux-semantics §3).
 */
export function readEdge(
  dependent: PresentKustomization,
  reference: Dependency,
  dependency: PresentKustomization | Absence,
  artifactRevision: string | null,
): EdgeReading {
  if (typeof dependency === "string") return readAbsent(dependent, reference, dependency);
  if (reference.readyExpr === null) return readBuiltIn(dependent, reference, dependency, artifactRevision);
  const reading = readExpression(dependent, reference, reference.readyExpr, dependency);
  if (reading.state !== "satisfied") return reading;
  // The gate AdditiveCELDependencyCheck cannot be seen, but the controller's words give it away.
  const words = findBlockedWords(dependent);
  const builtIn = words === null ? reading : readBuiltIn(dependent, reference, dependency, artifactRevision);
  return builtIn.state === "blocking" && builtIn.why === words ? builtIn : reading;
}

function readBuiltIn(
  dependent: PresentKustomization,
  reference: Dependency,
  { parsed, isReady, sourceId }: PresentKustomization,
  artifactRevision: string | null,
): EdgeReading {
  if (parsed === null) return { state: "unknown", rule: "presence", why: `${quote(reference)} could not be read` };
  if (!isReady) return { state: "blocking", rule: "readiness", why: `dependency ${quote(reference)} is not ready` };
  if (dependent.sourceId === null || dependent.sourceId !== sourceId) return SATISFIED;
  const why = `dependency ${quote(reference)} revision is not up to date`;
  // Of a source that may not be read from here the controller's words tell.
  const isOld =
    artifactRevision === null
      ? findBlockedWords(dependent) === why
      : (parsed.status.lastAppliedRevision ?? null) !== artifactRevision;
  return isOld ? { state: "blocking", rule: "revision", why } : SATISFIED;
}

function readAbsent(dependent: PresentKustomization, reference: Dependency, absence: Absence): EdgeReading {
  const { namespace, name } = reference;
  switch (absence) {
    case "missing":
      return {
        state: "missing",
        rule: "presence",
        why: `dependency ${quote(reference)} not found: kustomizations.kustomize.toolkit.fluxcd.io "${name}" not found`,
      };
    case "hidden":
    case "unread": {
      const words = findBlockedWords(dependent);
      if (words?.includes(`'${namespace}/${name}'`) === true)
        return { state: "blocking", rule: "presence", why: words };
      return { state: "unknown", rule: "presence", why: `${quote(reference)} cannot be read from here` };
    }
  }
}

function readExpression(
  dependent: PresentKustomization,
  reference: Dependency,
  text: string,
  dependency: PresentKustomization,
): EdgeReading {
  const expression = compileReadyExpression(text);
  const rule = "expression";
  const refusal = `dependency ${quote(reference)} is not ready according to readyExpr eval`;
  if (!expression.ok && expression.kind === "refused") return { state: "unknown", rule, why: expression.message };
  const result = expression.ok ? expression.evaluate(dependent.raw, dependency.raw) : expression;
  switch (result.kind) {
    case "value":
      return { state: result.value ? "satisfied" : "blocking", rule, why: result.value ? "" : refusal };
    case "error":
      return { state: "blocking", rule, why: result.message };
    default: {
      // What cannot be told here the controller has told, if it waits for this one.
      const words = findBlockedWords(dependent);
      const isTold = words === refusal || words?.startsWith(`failed to evaluate the CEL expression '${text}'`) === true;
      return isTold ? { state: "blocking", rule, why: words ?? "" } : { state: "unknown", rule, why: result.message };
    }
  }
}

/** The controller's words of why it waits; null where it does not. */
function findBlockedWords({ parsed }: PresentKustomization): string | null {
  const ready = findCondition(parsed?.status.conditions ?? [], "Ready");
  return ready?.status === "False" && ready.reason === "DependencyNotReady" ? ready.message : null;
}

function quote({ namespace, name }: Dependency): string {
  return `'${namespace}/${name}'`;
}
