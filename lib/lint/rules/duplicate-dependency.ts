import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const duplicateDependency: Rule = {
  id: "duplicate-dependency",
  severity: "warning",
  title: "The same dependency twice",
  docs: `Each entry of dependsOn is checked by itself, so a second one for the same Kustomization changes nothing, or, with a readyExpr of its own,
holds up by a rule that the first reader of the list overlooks. It is mostly what a merge left behind, where another name was meant.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: certs, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn:
    - name: certs
    - name: certs
      namespace: flux-system
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: certs, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn: [{ name: certs }]
`,
  fix: "Remove the second entry from spec.dependsOn, or give it the name that was meant.",
  options: {},
  *check({ kustomizations }) {
    for (const { id, dependencies } of kustomizations) {
      const counts = new Map<ObjectId, number>();
      for (const dependency of dependencies) counts.set(dependency.id, (counts.get(dependency.id) ?? 0) + 1);
      for (const [dependency, count] of counts) {
        if (count < 2) continue;
        const times = count === 2 ? "twice" : `${count} times`;
        yield {
          nodes: dependency === id ? [id] : [id, dependency],
          message: `${toName(id)} names ${toName(dependency)} ${times} in dependsOn: once is enough, or another name was meant.`,
          fix: `Keep one entry for ${toName(dependency)} in spec.dependsOn of ${toName(id)}.`,
        };
      }
    }
  },
};
