import type { LintContext, LintedKustomization } from "#lib/lint/lint-context.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const ignoredHealthChecks: Rule = {
  id: "ignored-health-checks",
  severity: "warning",
  title: "Health checks that are ignored",
  docs: `With wait the controller checks all that the Kustomization applies itself, and does not read healthChecks. A check on something else, such
as the Deployment that a HelmRelease makes, is then not done. Where all that is listed is known to be applied anyway, the list is only idle and this is a note.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ingress, namespace: flux-system }
spec:
  wait: true
  healthChecks:
    - { apiVersion: apps/v1, kind: Deployment, name: ingress-nginx, namespace: ingress }
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ingress, namespace: flux-system }
spec:
  wait: false
  healthChecks:
    - { apiVersion: apps/v1, kind: Deployment, name: ingress-nginx, namespace: ingress }
`,
  fix: "Remove spec.healthChecks, or set spec.wait to false where the list names what the Kustomization does not apply itself.",
  options: {},
  *check(context) {
    for (const one of context.kustomizations) {
      const { spec } = one.parsed;
      const count = spec.healthChecks.length;
      if (!spec.wait || count === 0) continue;
      const name = toName(one.id);
      const checks = count === 1 ? "its health check" : `its ${count} healthChecks`;
      const idle = areApplied(one, context);
      yield {
        ...(idle ? { severity: "info" as const } : {}),
        nodes: [one.id],
        message: idle
          ? `${name} has wait, so ${checks} ${count === 1 ? "is" : "are"} not read; wait covers the same objects.`
          : `${name} has wait, so ${checks} ${count === 1 ? "is" : "are"} not read: only what it applies itself is checked.`,
        fix: idle
          ? `Remove spec.healthChecks from ${name}.`
          : `Remove spec.healthChecks from ${name}, or set spec.wait: false if they name what it does not apply itself.`,
      };
    }
  },
};

function areApplied(one: LintedKustomization, { appliedBy }: LintContext): boolean {
  const applied = appliedBy(one);
  if (applied === null) return false;
  const known = new Set(applied.map(({ kind, namespace, name }) => `${kind}/${namespace}/${name}`));
  return one.parsed.spec.healthChecks.every(({ kind, name, namespace }) =>
    known.has(`${kind}/${namespace || one.node.namespace}/${name}`),
  );
}
