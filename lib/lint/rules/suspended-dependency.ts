import { joinNames } from "#lib/graph/names.ts";
import type { LintContext, LintedKustomization } from "#lib/lint/lint-context.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName, toSourceName } from "#lib/lint/words.ts";

export const suspendedDependency: Rule = {
  id: "suspended-dependency",
  severity: "warning",
  title: "Depended on while suspended",
  docs: `The controller does not look at spec.suspend of a dependency: while it was ready it goes on satisfying, at the state it was left in. But a
dependent on the same source also needs it at the source's revision, which a suspended one never takes: at the next push they block, for as long as it stays suspended.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec:
  suspend: true
  wait: true
  path: ./database
  sourceRef: { kind: GitRepository, name: fleet }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  path: ./apps
  dependsOn: [{ name: database }]
  sourceRef: { kind: GitRepository, name: fleet }
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec:
  wait: true
  path: ./database
  sourceRef: { kind: GitRepository, name: fleet }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: apps, namespace: flux-system }
spec:
  path: ./apps
  dependsOn: [{ name: database }]
  sourceRef: { kind: GitRepository, name: fleet }
`,
  fix: "Resume it (spec.suspend: false), or take it out of spec.dependsOn of those that must go on.",
  options: {},
  *check(context) {
    for (const one of context.kustomizations) {
      if (!one.parsed.spec.suspend) continue;
      const dependents = findDependents(one, context);
      const alike = dependents.filter(({ sourceId }) => sourceId !== null && sourceId === one.sourceId);
      const told = alike.length > 0 ? alike : dependents;
      if (told.length === 0) continue;
      const [name, names] = [toName(one.id), joinNames(told.map(({ id }) => toName(id)))];
      const source = one.sourceId === null ? "" : toSourceName(one.sourceId);
      yield {
        ...(alike.length > 0 ? {} : { severity: "info" as const }),
        nodes: [one.id, ...told.map(({ id }) => id)],
        message:
          alike.length > 0
            ? `${name} is suspended and takes no revision of ${source}, so ${names} behind it ${told.length === 1 ? "blocks" : "block"} from the first one on that ${name} has not applied.`
            : `${name} is suspended, so ${names} behind it ${told.length === 1 ? "goes" : "go"} by the state it was left in.`,
        fix: `Resume ${name} (spec.suspend: false), or take it out of spec.dependsOn of ${names}.`,
      };
    }
  },
};

/** Those that wait by the controller's own check, and are not suspended themselves. */
function findDependents({ id }: LintedKustomization, { referencesTo }: LintContext): readonly LintedKustomization[] {
  const waiting = (referencesTo.get(id) ?? []).filter(
    ({ readyExpr, dependent }) => readyExpr === null && !dependent.parsed.spec.suspend,
  );
  return [...new Set(waiting.map(({ dependent }) => dependent))];
}
