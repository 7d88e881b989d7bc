import { joinNames } from "#lib/graph/names.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const crdsWithPrune: Rule = {
  id: "crds-with-prune",
  severity: "warning",
  title: "Definitions that may be pruned",
  docs: `With prune a CustomResourceDefinition that leaves the source is deleted, and Kubernetes deletes every object of its kind with it, in all
namespaces. Definitions are known from the inventory of a live Kustomization, or from its manifests; in a cluster it cannot be seen whether they are marked
kustomize.toolkit.fluxcd.io/prune: disabled.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: crds, namespace: flux-system }
spec:
  prune: true
---
# one of the objects that crds applies
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: clusters.postgresql.example.com }
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: crds, namespace: flux-system }
spec:
  prune: false
---
# one of the objects that crds applies
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: clusters.postgresql.example.com }
`,
  fix: "Keep definitions in a Kustomization of their own with spec.prune: false, or annotate each with kustomize.toolkit.fluxcd.io/prune: disabled.",
  options: {},
  *check(context) {
    for (const one of context.kustomizations) {
      if (!one.parsed.spec.prune) continue;
      const definitions = (context.appliedBy(one) ?? []).filter(
        ({ kind, kept }) => kind === "CustomResourceDefinition" && kept !== true,
      );
      if (definitions.length === 0) continue;
      const name = toName(one.id);
      const names = joinNames(definitions.map((definition) => definition.name).sort(), 3);
      const what =
        definitions.length === 1 ? "a CustomResourceDefinition" : `${definitions.length} CustomResourceDefinitions`;
      yield {
        nodes: [one.id],
        message: `${name} applies ${what} (${names}) and prunes: one that leaves its path is deleted together with every object of its kind.`,
        fix: `Set spec.prune: false on ${name}, or annotate the definitions with kustomize.toolkit.fluxcd.io/prune: disabled.`,
      };
    }
  },
};
