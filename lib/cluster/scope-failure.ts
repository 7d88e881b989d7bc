import type { ApiKind } from "#lib/flux/kinds.ts";
import type { LackingRule, ScopeState } from "#lib/graph/model.ts";
import type { ApiError } from "./api-error.ts";
import { toApiVersion } from "./raw-objects.ts";

/** What the page says of one scope: a kind, in one namespace or in all. */
export interface ScopeReport {
  readonly state: ScopeState;
  readonly message: string;
  readonly fix: string;
  readonly lacks?: LackingRule;
}

export const SCOPE_LOADING: ScopeReport = { state: "loading", message: "", fix: "" };
export const SCOPE_OK: ScopeReport = { state: "ok", message: "", fix: "" };

/** Says why a scope cannot be read, and for one that is forbidden exactly which rule of RBAC is lacking. */
export function toScopeReport(kind: ApiKind, namespace: string | null, error: ApiError): ScopeReport {
  const where = namespace === null ? "in all namespaces" : `in the namespace ${namespace}`;
  if (error.kind === "forbidden") {
    const lacks = toLackingRule(kind, error.message);
    const forWhom = lacks.user === null ? "" : ` for ${lacks.user}`;
    const what = lacks.verbs.includes("list")
      ? `${kind.kind} objects ${where} may not be read.`
      : `Changes of ${kind.kind} objects ${where} may not be watched, so they are read once a minute.`;
    return {
      state: "forbidden",
      message: `${what} ${error.message}`,
      fix: `Ask the cluster's administrator to allow ${lacks.verbs.join(", ")} on ${toResource(kind)} ${where}${forWhom}.`,
      lacks,
    };
  }
  if (error.kind === "not-found") {
    return {
      state: "not-installed",
      message: `This cluster has no ${kind.kind} of ${toApiVersion(kind)}.`,
      fix: "Install Flux, or update it if it is there: flux install.",
    };
  }
  return { state: "error", message: error.message, fix: error.fix };
}

const MARKUP: Readonly<Record<string, string>> = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

/**
 * Reads who may not do what out of the API server's words: `User "jane" cannot list resource …`. It lists before it
 * watches, so whoever may not watch lacks that alone; of one who may not list, no more is known than what is needed.
 */
function toLackingRule({ group, plural }: ApiKind, words: string): LackingRule {
  const [, user, verb] = /User "((?:[^"\\]|\\.)*)" cannot (\S+) resource/.exec(words) ?? [];
  return {
    apiGroup: group,
    resource: plural,
    verbs: verb === "watch" ? ["watch"] : ["get", "list", "watch"],
    user: user === undefined ? null : toPlain(user),
  };
}

/** The API server quotes names as Go does, and then writes markup out. */
function toPlain(quoted: string): string {
  return quoted.replaceAll(/&(?:lt|gt|amp);/g, (entity) => MARKUP[entity] ?? entity).replaceAll(/\\(["\\])/g, "$1");
}

/** The resource as a rule of RBAC and `kubectl auth can-i` name it. */
function toResource({ group, plural }: ApiKind): string {
  return group === "" ? plural : `${plural}.${group}`;
}
