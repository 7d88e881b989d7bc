import type { ClusterStatus, ScopeState, ScopeStatus } from "#lib/graph/model.ts";

const RESOURCES: Readonly<Record<string, readonly [group: string, plural: string]>> = {
  Kustomization: ["kustomize.toolkit.fluxcd.io", "kustomizations"],
  Bucket: ["source.toolkit.fluxcd.io", "buckets"],
  Event: ["", "events"],
};

/** How the reading of a kind goes; a forbidden one lacks what the reader `jane` would need. */
export function scope(state: ScopeState, kind = "Kustomization", namespace: string | null = null): ScopeStatus {
  const [apiGroup = "", resource = ""] = RESOURCES[kind] ?? [];
  const lacks = { apiGroup, resource, verbs: ["get", "list", "watch"], user: "jane" };
  const status = { kind, namespace, state, message: `${kind} ${state}`, fix: `mend ${state}` };
  return state === "forbidden" ? { ...status, lacks } : status;
}

/** A cluster called `test`, as the nodes of the tests say theirs is. */
export function cluster(connection: ClusterStatus["connection"], ...scopes: ScopeStatus[]): ClusterStatus {
  const message = connection === "live" ? "" : "it does not answer";
  return { id: "test", connection, since: "2026-03-01T11:00:00Z", message, fix: "start it", scopes };
}
