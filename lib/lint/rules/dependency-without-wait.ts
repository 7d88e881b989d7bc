import { joinNames } from "#lib/graph/names.ts";
import type { AppliedObject } from "#lib/lint/applied-objects.ts";
import type { LintedKustomization } from "#lib/lint/lint-context.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { createWaitAdvisor } from "#lib/lint/wait-advice.ts";
import { countKustomizations, toName } from "#lib/lint/words.ts";

/** Kinds that work as soon as they are applied, or that the controller waits for by itself (definitions, namespaces). */
const AT_ONCE = new Set([
  "ClusterRole",
  "ClusterRoleBinding",
  "ConfigMap",
  "CustomResourceDefinition",
  "IngressClass",
  "LimitRange",
  "Namespace",
  "NetworkPolicy",
  "PriorityClass",
  "ResourceQuota",
  "Role",
  "RoleBinding",
  "Secret",
  "ServiceAccount",
  "StorageClass",
]);

export const dependencyWithoutWait: Rule = {
  id: "dependency-without-wait",
  severity: "warning",
  title: "Depended on, but not waited for",
  docs: `Without wait and healthChecks a Kustomization is ready as soon as its objects are applied, working or not, so what depends on it starts
too early: the order holds, and says nothing. Not told where it is known to apply only what works at once (ConfigMaps, RBAC, definitions),
or of dependents that have a readyExpr of their own, or that it applies itself.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec: {}
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn: [{ name: database }]
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn: [{ name: database }]
`,
  fix: "Set spec.wait to true, or list in spec.healthChecks what the dependents need.",
  options: {},
  *check(context) {
    const mayWait = createWaitAdvisor(context);
    for (const one of context.kustomizations) {
      if (hasHealth(one) || worksAtOnce(context.appliedBy(one))) continue;
      // A child that names its parent only says what is so: it is there when the parent has applied it.
      const plain = (context.referencesTo.get(one.id) ?? []).filter(
        ({ readyExpr, dependent }) => readyExpr === null && dependent.node.owner !== one.id,
      );
      const dependents = [...new Set(plain.map(({ dependent }) => dependent.id))];
      if (dependents.length === 0) continue;
      const name = toName(one.id);
      const start = dependents.length === 1 ? "starts" : "start";
      yield {
        nodes: [one.id],
        message: `${name} has neither wait nor healthChecks, so ${countKustomizations(dependents.length)} behind it (${joinNames(dependents.map(toName))}) ${start} once it is applied, working or not.`,
        fix: mayWait(one.id)
          ? `Set spec.wait: true on ${name}, or list in spec.healthChecks what must work first.`
          : `List in spec.healthChecks of ${name} what must work first; with spec.wait it would wait for children that wait for it.`,
      };
    }
  },
};

function hasHealth({ parsed: { spec } }: LintedKustomization): boolean {
  return spec.wait || spec.healthChecks.length > 0;
}

function worksAtOnce(applied: readonly AppliedObject[] | null): boolean {
  return applied?.every(({ kind }) => AT_ONCE.has(kind)) ?? false;
}
