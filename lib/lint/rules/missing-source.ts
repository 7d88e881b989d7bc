import type { ObjectId } from "#lib/flux/object-id.ts";
import { parseObjectId } from "#lib/flux/object-id.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { LintedKustomization } from "#lib/lint/lint-context.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { countKustomizations, joinNames, toName, toSourceName } from "#lib/lint/words.ts";

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
  *check({ kustomizations, sourceIds }, { isSilenced }) {
    const users = kustomizations.filter(
      ({ id, sourceId }) => sourceId !== null && !sourceIds.has(sourceId) && !isSilenced(id),
    );
    for (const [source, those] of groupBy(users, ({ sourceId }) => sourceId)) {
      const absence = source === null ? "unknown" : findAbsence(source, those);
      if (source === null || absence === "unknown") continue;
      const names = joinNames(those.map(({ id }) => toName(id)));
      const able = those.length === 1 ? "it cannot run" : "they cannot run";
      yield {
        severity: absence === "not-given" ? "warning" : "error",
        nodes: those.map(({ id }) => id),
        message:
          absence === "not-given"
            ? `${toSourceName(source)} is not among these manifests, and ${countKustomizations(those.length)} (${names}) would be built from it: unless something else creates it, ${able}.`
            : `${toSourceName(source)} does not exist, and ${countKustomizations(those.length)} (${names}) should be built from it: ${able}.`,
        fix: `Create ${toSourceName(source)}, or name another source in spec.sourceRef.`,
      };
    }
  },
};

function findAbsence(source: ObjectId, [first]: readonly LintedKustomization[]) {
  const parts = parseObjectId(source);
  return parts === null ? "unknown" : (first?.cluster.sourceAbsence(parts.kind, parts.namespace) ?? "unknown");
}
