import { findConstant } from "#lib/lint/constant-expression.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const constantReadyExpression: Rule = {
  id: "constant-ready-expression",
  severity: "warning",
  title: "A readyExpr that is always the same",
  docs: `A readyExpr replaces the controller's own check of the dependency. One that is true whatever the dependency looks like lets the dependent
through while the dependency fails; one that is always false, or always an error, holds it up for ever. Tried on a missing, a failing, a busy and a ready status.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  dependsOn:
    - name: database
      readyExpr: "true"
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
  dependsOn: [{ name: database }] # the controller's own check
`,
  fix: "Take readyExpr out of the entry for the controller's own check, take the entry out of spec.dependsOn if nothing should be waited for, or look at dep.status.",
  options: {},
  *check({ kustomizations }) {
    for (const { id, dependencies } of kustomizations) {
      for (const { id: dependency, readyExpr } of dependencies) {
        const constant = readyExpr === null ? null : findConstant(readyExpr);
        if (constant === null) continue;
        const [dependent, awaited] = [toName(id), toName(dependency)];
        yield {
          nodes: dependency === id ? [id] : [id, dependency],
          message: constant
            ? `The readyExpr of ${dependent} for ${awaited} is true whatever state ${awaited} is in, so it waits for nothing.`
            : `The readyExpr of ${dependent} for ${awaited} is never true, so ${dependent} never runs.`,
          fix: `Take readyExpr of ${awaited} out of spec.dependsOn of ${dependent} for the controller's own check, or let it look at dep.status.`,
        };
      }
    }
  },
};
