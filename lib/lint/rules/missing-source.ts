import { type ObjectId, parseObjectId } from "#lib/flux/object-id.ts";
import { joinNames } from "#lib/graph/names.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { findSourceAbsence } from "#lib/lint/source-absence.ts";
import { countKustomizations, toName, toSourceName } from "#lib/lint/words.ts";

export const missingSource: Rule = {
  id: "missing-source",
  severity: "error",
  title: "A source that does not exist",
  docs: `The source is looked at first, before the dependencies: without it a Kustomization fails with ArtifactFailed, and without an event. One
finding stands for all Kustomizations of that source. Manifests need not hold every source (flux bootstrap makes one), so there it is a warning.`,
  bad: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  sourceRef: { kind: GitRepository, name: fleet-infra }
`,
  good: `apiVersion: source.toolkit.fluxcd.io/v1
kind: GitRepository
metadata: { name: fleet, namespace: flux-system }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  sourceRef: { kind: GitRepository, name: fleet }
`,
  fix: "Mend the kind, name or namespace in spec.sourceRef, or create the source.",
  options: {},
  *check({ kustomizations, sourceIds, complete }, { isSilenced }) {
    const users = kustomizations.filter(
      ({ id, sourceId }) => sourceId !== null && !sourceIds.has(sourceId) && !isSilenced(id),
    );
    for (const [source, those] of groupBy(users, ({ sourceId }) => sourceId)) {
      const [first] = those;
      if (source === null || first === undefined) continue;
      const absence = findSourceAbsence(source, first.cluster, complete);
      if (absence === "unknown") continue;
      const names = joinNames(those.map(({ id }) => toName(id)));
      const able = those.length === 1 ? "it cannot run" : "they cannot run";
      yield {
        severity: absence === "not-given" ? "warning" : "error",
        nodes: those.map(({ id }) => id),
        message:
          absence === "not-given"
            ? `${toSourceName(source)} is not among these manifests, and ${countKustomizations(those.length)} (${names}) would be built from it: unless something else creates it, ${able}.`
            : `${toSourceName(source)} does not exist, and ${countKustomizations(those.length)} (${names}) should be built from it: ${able}.`,
        fix: `${toMaking(source)}, or name another source in spec.sourceRef.`,
      };
    }
  },
};

function toMaking(source: ObjectId): string {
  const isMade = parseObjectId(source)?.kind === "ExternalArtifact";
  return isMade ? `Look at what should make ${toSourceName(source)}` : `Create ${toSourceName(source)}`;
}
