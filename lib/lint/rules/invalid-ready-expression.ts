import { compileReadyExpression } from "#lib/flux/ready-expression.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { shorten, toName } from "#lib/lint/words.ts";

export const invalidReadyExpression: Rule = {
  id: "invalid-ready-expression",
  severity: "error",
  title: "A readyExpr that the controller refuses",
  docs: `A readyExpr that does not parse, or whose type is not known to be bool before it runs, makes the Kustomization Stalled with
InvalidCELExpression as soon as the entries before it pass. Stalled is never tried again until the object changes.`,
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
      readyExpr: dep.status.ready # its type is not known to be bool
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
  dependsOn:
    - name: database
      readyExpr: dep.status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')
`,
  fix: "Mend the expression in that entry of spec.dependsOn; one that compares is of type bool, a bare field is not.",
  options: {},
  *check({ kustomizations }) {
    for (const { id, dependencies } of kustomizations) {
      for (const { id: dependency, readyExpr } of dependencies) {
        if (readyExpr === null) continue;
        const expression = compileReadyExpression(readyExpr);
        if (expression.ok || expression.kind === "unknown") continue;
        yield {
          nodes: dependency === id ? [id] : [id, dependency],
          message: `The controller refuses the readyExpr of ${toName(id)} for ${toName(dependency)}, and the Kustomization stalls: ${shorten(expression.message, 240)}.`,
          fix: `Mend readyExpr of ${toName(dependency)} in spec.dependsOn of ${toName(id)}: it must compile, and compare something so that it is true or false.`,
        };
      }
    }
  },
};
