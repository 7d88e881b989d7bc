import type { ApiKind } from "#lib/flux/kinds.ts";
import type { ScopeState } from "#lib/graph/model.ts";
import type { ApiError } from "./api-error.ts";
import { toApiVersion } from "./raw-objects.ts";

/** What the page says of one scope: a kind, in one namespace or in all. */
export interface ScopeReport {
  readonly state: ScopeState;
  readonly message: string;
  readonly fix: string;
}

export const SCOPE_LOADING: ScopeReport = { state: "loading", message: "", fix: "" };
export const SCOPE_OK: ScopeReport = { state: "ok", message: "", fix: "" };

/** Says why a scope cannot be read, and for one that is forbidden exactly which rule of RBAC is lacking. */
export function toScopeReport(kind: ApiKind, namespace: string | null, error: ApiError): ScopeReport {
  const where = namespace === null ? "in all namespaces" : `in the namespace ${namespace}`;
  if (error.kind === "forbidden") {
    return {
      state: "forbidden",
      message: `${kind.kind} objects ${where} may not be read. ${error.message}`,
      fix: `Ask the cluster's administrator to allow get, list, watch on ${toResource(kind)} ${where}.`,
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

/** The resource as a rule of RBAC and `kubectl auth can-i` name it. */
function toResource({ group, plural }: ApiKind): string {
  return group === "" ? plural : `${plural}.${group}`;
}
