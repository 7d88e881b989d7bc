import type { GraphNode, Snapshot } from "#lib/graph/model.ts";
import type { Mend } from "./find-mends.ts";

/** Finds what would bring a hidden node into sight: the rule that is lacking, or its namespace among those that are read. */
export function findLackingAccess({ cluster, namespace }: GraphNode, { clusters }: Snapshot): readonly Mend[] {
  const scopes = clusters
    .filter(({ id }) => id === cluster)
    .flatMap((status) => status.scopes)
    .filter(({ kind }) => kind === "Kustomization");
  const scope = scopes.find((known) => known.namespace === null || known.namespace === namespace);
  if (scope === undefined) {
    if (scopes.length === 0) return [];
    const what = `Name ${namespace} in HEADWATER_NAMESPACES too, and start Headwater again.`;
    return [
      { what, why: `Only ${scopes.length === 1 ? "one namespace is" : `${scopes.length} namespaces are`} read.` },
    ];
  }
  return scope.state === "forbidden" ? [{ what: scope.fix, why: "" }] : [];
}
