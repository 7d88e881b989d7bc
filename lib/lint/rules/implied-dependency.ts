import { joinNames } from "#lib/graph/names.ts";
import { findImplied } from "#lib/lint/implied-dependencies.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const impliedDependency: Rule = {
  id: "implied-dependency",
  severity: "info",
  title: "A dependency that another brings anyway",
  docs: `Where apps waits for ingress, and ingress for certs, an entry for certs in apps changes no order; it only makes the graph harder to read and
keeps apart what could be one chain. Not told where the entry says more: one with a readyExpr, one whose revision check the way round does not
make (another source in between), a way through a readyExpr, a suspended Kustomization or a cycle.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: certs, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ingress, namespace: flux-system }
spec:
  wait: true
  dependsOn: [{ name: certs }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn: [{ name: certs }, { name: ingress }]
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: certs, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ingress, namespace: flux-system }
spec:
  wait: true
  dependsOn: [{ name: certs }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn: [{ name: ingress }]
`,
  fix: "Take the implied entry out of spec.dependsOn, or keep it where the Kustomization itself uses what it names.",
  options: {},
  *check(context) {
    for (const [id, implied] of yield* findImplied(context)) {
      const dependencies = implied.map(({ dependency }) => dependency);
      const bringers = [...new Set(implied.map(({ through }) => through))];
      const [name, names] = [toName(id), joinNames(dependencies.map(toName))];
      yield {
        nodes: [id, ...dependencies],
        message: `${name} names ${names} in dependsOn, and waits for ${dependencies.length === 1 ? "it" : "them"} anyway through ${joinNames(bringers.map(toName))}.`,
        fix: `Take ${names} out of spec.dependsOn of ${name}: the order stays; keep what ${name} itself uses.`,
      };
    }
  },
};
