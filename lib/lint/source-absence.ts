import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import type { LintCluster } from "./lint-context.ts";

/** What it means that a source is not among the objects: it does not exist, it is not given, or nobody can say. */
export type SourceAbsence = "missing" | "not-given" | "unknown";

/** Says what the absence of a source means, by how far its kind and namespace could be read. */
export function findSourceAbsence(
  source: ObjectId,
  { sourceScopes }: Pick<LintCluster, "sourceScopes">,
  complete: boolean,
): SourceAbsence {
  if (sourceScopes === null) return complete ? "missing" : "not-given";
  const parts = parseObjectId(source);
  const scope = sourceScopes.find(
    ({ kind, namespace }) => kind === parts?.kind && (namespace === null || namespace === parts.namespace),
  );
  return scope?.state === "ok" || scope?.state === "not-installed" ? "missing" : "unknown";
}
