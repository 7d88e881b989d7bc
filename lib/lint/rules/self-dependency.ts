import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const selfDependency: Rule = {
  id: "self-dependency",
  severity: "error",
  title: "A Kustomization waits for itself",
  docs: `It is never ready before it has run, and never runs before it is ready. Even where a readyExpr lets it pass, the controller cannot
sort the requests of its source, and a push reaches none of the Kustomizations that are built from it.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  wait: true
  dependsOn: [{ name: apps }]
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  wait: true
`,
  fix: "Take the object's own name out of its spec.dependsOn.",
  options: {},
  *check({ kustomizations }) {
    for (const { id, dependencies } of kustomizations) {
      const own = dependencies.find((dependency) => dependency.id === id);
      if (own === undefined) continue;
      const effect =
        own.readyExpr === null
          ? "it waits for itself and never runs"
          : "the controller then drops what a push should start for every Kustomization of its source";
      yield {
        nodes: [id],
        message: `${toName(id)} names itself in dependsOn: ${effect}.`,
        fix: `Take ${own.name} out of spec.dependsOn of ${toName(id)}.`,
      };
    }
  },
};
