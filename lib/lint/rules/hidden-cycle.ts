import type { Rule } from "#lib/lint/rule.ts";
import { joinNames, toName } from "#lib/lint/words.ts";

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
    for (const { nodes, kind, cut } of cycles) {
      if (kind !== "hidden") continue;
      yield {
        nodes: [cut.to, ...nodes.filter((id) => id !== cut.to)],
        message: `${joinNames(nodes.map(toName), 6)} wait for each other: one applies and health-checks what in turn depends on it, so the health check can only time out.`,
        fix: cut.why || `Take ${toName(cut.from)} out of spec.dependsOn of ${toName(cut.to)}.`,
      };
    }
  },
};
