import { parseObjectId } from "#lib/flux/object-id.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { countKustomizations, joinNames, toName, toSourceName } from "#lib/lint/words.ts";

export const crossNamespaceSource: Rule = {
  id: "cross-namespace-source",
  severity: "info",
  title: "A source in another namespace",
  docs: `Where Flux runs with --no-cross-namespace-refs, as on clusters of several tenants, a Kustomization that names a source of another
namespace is refused for good (AccessDenied, Stalled). Elsewhere it is allowed, and usual. One finding stands for all users of a source.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: team-a }
spec:
  sourceRef: { kind: GitRepository, name: fleet, namespace: flux-system }
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: team-a }
spec:
  sourceRef: { kind: GitRepository, name: team-a }
`,
  fix: "Give the namespace a source of its own and name that in spec.sourceRef, or switch the rule off where cross-namespace references are allowed.",
  options: {},
  *check({ kustomizations }, { isSilenced }) {
    const users = kustomizations.filter(({ id, node, sourceId }) => {
      const home = sourceId === null ? null : parseObjectId(sourceId);
      return home !== null && home.namespace !== node.namespace && !isSilenced(id);
    });
    for (const [source, those] of groupBy(users, ({ sourceId }) => sourceId)) {
      if (source === null) continue;
      const names = joinNames(those.map(({ id }) => toName(id)));
      const [be, live] = those.length === 1 ? ["is", "lives"] : ["are", "live"];
      yield {
        nodes: those.map(({ id }) => id),
        message: `${countKustomizations(those.length, true)} (${names}) ${be} built from ${toSourceName(source)} but ${live} in another namespace: a controller with --no-cross-namespace-refs refuses ${those.length === 1 ? "it" : "them"}.`,
        fix: "Name a source of the own namespace in spec.sourceRef, or switch this rule off if the flag is not meant to be set.",
      };
    }
  },
};
