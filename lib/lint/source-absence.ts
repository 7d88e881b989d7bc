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
  const parts = parseObjectId(source);
  if (sourceScopes === null) {
    if (complete) return "missing";
    // A controller makes these, such as that of ArtifactGenerators; they stand in no manifests.
    return parts?.kind === "ExternalArtifact" ? "unknown" : "not-given";
  }
  const scope = sourceScopes.find(
    ({ kind, namespace }) => kind === parts?.kind && (namespace === null || namespace === parts.namespace),
  );
  return scope?.state === "ok" || scope?.state === "not-installed" ? "missing" : "unknown";
}
