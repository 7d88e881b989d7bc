import type { Rule } from "#lib/lint/rule.ts";
import { createWaitAdvisor } from "#lib/lint/wait-advice.ts";
import { toName } from "#lib/lint/words.ts";

export const ignoredHealthExpressions: Rule = {
  id: "ignored-health-expressions",
  severity: "warning",
  title: "Health expressions that are never asked",
  docs: `healthCheckExprs say how the health of a custom kind is read. They are asked only while health is checked, and without wait and healthChecks
it never is: the Kustomization is ready as soon as it is applied.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: certs, namespace: flux-system }
spec:
  healthCheckExprs:
    - apiVersion: cert-manager.io/v1
      kind: ClusterIssuer
      current: status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: certs, namespace: flux-system }
spec:
  wait: true
  healthCheckExprs:
    - apiVersion: cert-manager.io/v1
      kind: ClusterIssuer
      current: status.conditions.exists(c, c.type == 'Ready' && c.status == 'True')
`,
  fix: "Set spec.wait to true, list what to check in spec.healthChecks, or remove spec.healthCheckExprs.",
  options: {},
  *check(context) {
    const mayWait = createWaitAdvisor(context);
    for (const { id, parsed, raw } of context.kustomizations) {
      const { wait, healthChecks } = parsed.spec;
      if (wait || healthChecks.length > 0 || !hasExpressions(raw["spec"])) continue;
      yield {
        nodes: [id],
        message: `${toName(id)} has healthCheckExprs, but neither wait nor healthChecks: its health is never checked.`,
        fix: mayWait(id)
          ? `Set spec.wait: true on ${toName(id)}, or list what to check in spec.healthChecks.`
          : `List what to check in spec.healthChecks of ${toName(id)}; with spec.wait it would wait for children that wait for it.`,
      };
    }
  },
};

function hasExpressions(spec: unknown): boolean {
  if (typeof spec !== "object" || spec === null) return false;
  const { healthCheckExprs } = spec as { readonly healthCheckExprs?: unknown };
  return Array.isArray(healthCheckExprs) && healthCheckExprs.length > 0;
}
