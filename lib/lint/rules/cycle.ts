import { joinNames } from "#lib/graph/names.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const cycle: Rule = {
  id: "cycle",
  severity: "error",
  title: "Kustomizations wait for each other",
  docs: `Flux does not refuse a circle in dependsOn: each member waits until the next is ready, for ever, and no condition or event says so.
A circle whose members are all ready now (the edges came one by one) locks at the next revision or failure, and keeps a push of their
source from reaching any Kustomization of it. From kustomize-controller: checkDependencies, and the sort of its requests.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: monitoring, namespace: flux-system }
spec:
  wait: true
  dependsOn: [{ name: ingress }]
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ingress, namespace: flux-system }
spec:
  wait: true
  dependsOn: [{ name: monitoring }]
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: monitoring, namespace: flux-system }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ingress, namespace: flux-system }
spec:
  wait: true
  dependsOn: [{ name: monitoring }]
`,
  fix: "Take one edge of the circle out of spec.dependsOn; where both ends need each other, make them one Kustomization.",
  options: {},
  *check({ cycles }) {
    for (const { nodes, kind, cut } of cycles) {
      if (kind !== "locked" && kind !== "latent") continue;
      const names = joinNames(nodes.map(toName), 6);
      yield {
        nodes: [cut.to, ...nodes.filter((id) => id !== cut.to)],
        message: `${names} wait for each other: as soon as one of them has to wait, none of them runs again.`,
        fix: cut.why || `Take ${toName(cut.from)} out of spec.dependsOn of ${toName(cut.to)}.`,
      };
    }
  },
};
