import type { ClusterStatus, GraphNode, LackingRule } from "#lib/graph/model.ts";

/** A kind that may not be read, in some namespaces or (null) in all. */
export interface AccessGap {
  readonly kind: string;
  /** Sorted. */
  readonly namespaces: readonly string[] | null;
  readonly lacks: LackingRule | null;
  /** The API server's own words, of the first of them. */
  readonly words: string;
}

/** What one does not see because a kind may not be read, in a sentence. */
export const CONSEQUENCES: Readonly<Record<string, string>> = {
  Kustomization: "Those there are not in the graph, save as names that others depend on.",
  Event: "Without them the reason of a failure can be missing while it is tried again, and the details show no events.",
};
const SOURCE_CONSEQUENCE = "Which revision they have, and whether they fail, is not known.";

/** Says what one does not see because a kind may not be read. */
export function toConsequence(kind: string): string {
  return CONSEQUENCES[kind] ?? SOURCE_CONSEQUENCE;
}

/** Gathers the forbidden scopes of a cluster, one gap a kind, in the order in which the kinds are read. */
export function findAccessGaps({ scopes }: Pick<ClusterStatus, "scopes">): readonly AccessGap[] {
  const byKind = Map.groupBy(
    scopes.filter(({ state }) => state === "forbidden"),
    ({ kind }) => kind,
  );
  return [...byKind].map(([kind, those]) => {
    const namespaces = those.flatMap(({ namespace }) => namespace ?? []).sort();
    return {
      kind,
      namespaces: namespaces.length < those.length ? null : namespaces,
      lacks: those[0]?.lacks ?? null,
      words: those[0]?.message ?? "",
    };
  });
}

/** Who reads a cluster, as its API server names them; null where that is not known. */
export function findReader({ scopes }: Pick<ClusterStatus, "scopes">): string | null {
  return scopes.find(({ lacks }) => lacks !== undefined && lacks.user !== null)?.lacks?.user ?? null;
}

/** Whether Kustomizations are shown that may no longer be read: they stand as they were. */
export function hasKeptNodes({ id, scopes }: ClusterStatus, nodes: readonly GraphNode[]): boolean {
  const closed = scopes.filter(({ kind, state }) => kind === "Kustomization" && state === "forbidden");
  if (closed.length === 0) return false;
  const isEverywhere = closed.some(({ namespace }) => namespace === null);
  const namespaces = new Set(closed.map(({ namespace }) => namespace));
  return nodes.some(
    ({ cluster, namespace, state }) =>
      cluster === id && state !== "hidden" && state !== "missing" && (isEverywhere || namespaces.has(namespace)),
  );
}
