import type { Cycle } from "#lib/graph/model.ts";
import { joinNames } from "#lib/graph/names.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const hiddenCycle: Rule = {
  id: "hidden-cycle",
  severity: "error",
  title: "A parent waits for a child that waits for the parent",
  docs: `A Kustomization that applies another and has wait, or a health check on it, is ready only when that child is. If the child names the
parent in dependsOn, directly or through others, both wait until the parent's time-out, again and again. No dependsOn shows this circle.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: platform, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: databases
  namespace: flux-system
  labels: # written by Flux: platform applies it
    kustomize.toolkit.fluxcd.io/name: platform
    kustomize.toolkit.fluxcd.io/namespace: flux-system
spec:
  dependsOn: [{ name: platform }]
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: platform, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata:
  name: databases
  namespace: flux-system
  labels: # written by Flux: platform applies it
    kustomize.toolkit.fluxcd.io/name: platform
    kustomize.toolkit.fluxcd.io/namespace: flux-system
spec: {}
`,
  fix: "Take the parent out of the child's spec.dependsOn: it cannot be there before the parent applied it. Or take spec.wait off the parent.",
  options: {},
  *check({ cycles }) {
    for (const cycle of cycles) {
      const { nodes, kind, cut } = cycle;
      if (kind !== "hidden") continue;
      yield {
        nodes: [cut.to, ...nodes.filter((id) => id !== cut.to)],
        message: toMessage(cycle),
        fix: cut.why,
      };
    }
  },
};

function toMessage({ nodes, checks }: Cycle): string {
  const [check, ...others] = checks ?? [];
  if (check === undefined || others.length > 0) {
    const names = joinNames(nodes.map(toName), 6);
    return `${names} wait for each other, some by a health check on what they apply: those health checks can only time out.`;
  }
  const [parent, child] = [toName(check.to), toName(check.from)];
  const between = nodes.filter((id) => id !== check.to && id !== check.from);
  const through = between.length === 0 ? "" : ` through ${joinNames(between.map(toName))}`;
  return `The health check of ${parent} waits for ${child}, which waits for ${parent}${through}: it can only time out.`;
}
