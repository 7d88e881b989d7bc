import { type ObjectId, toObjectId } from "#lib/flux/object-id.ts";
import { buildBareNode } from "#lib/graph/bare-node.ts";
import { countStates } from "#lib/graph/filter.ts";
import type { Cause, GraphEdge, GraphNode, NearMiss, Problem, Snapshot } from "#lib/graph/model.ts";

export const NOTHING = { what: "nothing", at: null, every: null } as const;

/** The id of a Kustomization written as `namespace/name`. */
export function id(text: string): ObjectId {
  const [namespace = "", name = ""] = text.split("/");
  return toObjectId("Kustomization", namespace, name);
}

/** A ready node written as `namespace/name`, but for what is given. */
export function node(text: string, given: Partial<GraphNode> = {}): GraphNode {
  const [namespace = "", name = ""] = text.split("/");
  return {
    ...buildBareNode({ id: id(text), cluster: "test", kind: "Kustomization", namespace, name, state: "ready" }),
    since: "2026-01-01T00:00:00Z",
    source: toObjectId("GitRepository", "flux-system", "fleet"),
    revision: { applied: REVISION, attempted: REVISION, source: REVISION },
    path: "./",
    wait: true,
    timing: { interval: 600, retryInterval: 60, timeout: 300 },
    ...given,
  };
}

export const REVISION = "main@sha1:9f3c2e1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
export const OLD_REVISION = "main@sha1:a41b7d0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

/** An edge written as `dependency -> dependent`. */
export function edge(text: string, state: GraphEdge["state"] = "blocking"): GraphEdge {
  const [from = "", to = ""] = text.split(" -> ");
  const why = state === "satisfied" ? "" : `dependency '${from}' is not ready`;
  return { from: id(from), to: id(to), state, rule: state === "missing" ? "presence" : "readiness", why };
}

/** What a dangling name came near to, written as `namespace/name`; `kind` is a HelmRelease of that name. */
export function nearMiss(text: string, why: NearMiss["why"] = "namespace"): NearMiss {
  const [namespace = "", name = ""] = text.split("/");
  return { kind: why === "kind" ? "HelmRelease" : "Kustomization", namespace, name, why };
}

export function cause(kind: Cause["kind"], ...names: string[]): Cause {
  return { kind, nodes: names.map(id) };
}

export function problem(kind: Problem["kind"], names: readonly string[], given: Partial<Problem> = {}): Problem {
  return {
    id: `${kind}:${names.join(",")}`,
    kind,
    nodes: names.map(id),
    headline: "",
    words: "",
    blocked: [],
    since: "2026-01-01T00:00:00Z",
    next: NOTHING,
    ...given,
  };
}

export function snapshot(
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[] = [],
  given: Partial<Snapshot> = {},
): Snapshot {
  return {
    schema: 1,
    revision: "1",
    at: "2026-01-01T00:00:00Z",
    clusters: [],
    nodes,
    edges,
    cycles: [],
    problems: [],
    findings: [],
    counts: countStates(nodes),
    ...given,
  };
}
