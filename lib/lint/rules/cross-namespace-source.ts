import { parseObjectId } from "#lib/flux/object-id.ts";
import { joinNames } from "#lib/graph/names.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { countKustomizations, toName } from "#lib/lint/words.ts";

export const crossNamespaceSource: Rule = {
  id: "cross-namespace-source",
  severity: "info",
  title: "A source in another namespace",
  docs: `Where Flux runs with --no-cross-namespace-refs, as on clusters of several tenants, a Kustomization that names a source of another
namespace is refused for good (AccessDenied, Stalled). Elsewhere it is allowed, and usual. One finding stands for all that look into one namespace.`,
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
    const users = kustomizations.flatMap((one) => {
      const home = one.sourceId === null ? null : parseObjectId(one.sourceId);
      const stranger = home !== null && home.namespace !== one.node.namespace && !isSilenced(one.id);
      return stranger ? [{ id: one.id, home: home.namespace, cluster: one.cluster.cluster }] : [];
    });
    for (const those of groupBy(users, ({ cluster, home }) => `${cluster}\n${home}`).values()) {
      const names = joinNames(those.map(({ id }) => toName(id)));
      const alone = those.length === 1;
      yield {
        nodes: those.map(({ id }) => id),
        message: `${countKustomizations(those.length, true)} (${names}) ${alone ? "is" : "are"} built from sources in ${those[0]?.home ?? ""}, another namespace than ${alone ? "its" : "their"} own: a controller with --no-cross-namespace-refs refuses ${alone ? "it" : "them"}.`,
        fix: "Name a source of the own namespace in spec.sourceRef, or switch this rule off if the flag is not meant to be set.",
      };
    }
  },
};
