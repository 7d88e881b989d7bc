import type { ObjectId } from "#lib/flux/object-id.ts";
import { joinNames } from "#lib/graph/names.ts";
import { createNearMissFinder, type Meant } from "#lib/lint/near-miss.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName } from "#lib/lint/words.ts";

export const missingDependency: Rule = {
  id: "missing-dependency",
  severity: "error",
  title: "A dependency that does not exist",
  docs: `A Kustomization that names another which is not there waits for ever, also where a readyExpr would let it pass: the name is looked up
first. The namespace defaults to the object's own, and a HelmRelease or a Helm chart of that name does not count.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: redis, namespace: data }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: sessions, namespace: apps }
spec:
  dependsOn: [{ name: redis }] # looked for in apps
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: redis, namespace: data }
spec:
  wait: true
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: sessions, namespace: apps }
spec:
  dependsOn: [{ name: redis, namespace: data }]
`,
  fix: "Mend the name or the namespace of the entry in spec.dependsOn, create what it names, or remove the entry.",
  options: {},
  *check(context) {
    const findNearMisses = createNearMissFinder(context);
    for (const dependent of context.kustomizations) {
      const told = new Set<ObjectId>();
      for (const { id, namespace, name } of dependent.dependencies) {
        if (context.index.nodes.get(id)?.state !== "missing" || told.has(id)) continue;
        told.add(id);
        const meant = findNearMisses({ id, dependent, namespace, name });
        const outcome = context.complete
          ? "which does not exist, so it never runs"
          : "which is not among these manifests: it never runs unless something else creates that";
        yield {
          nodes: [dependent.id, id],
          message: `${toName(dependent.id)} depends on ${toName(id)}, ${outcome}${toHint(meant)}.`,
          fix: toFix(dependent.id, id, meant),
        };
      }
    }
  },
};

function toHint(meant: readonly Meant[]): string {
  const [first] = meant;
  if (first === undefined) return "";
  if (first.why === "kind") return `; there is a ${first.kind} of that name, but dependsOn takes Kustomizations only`;
  return `; there is ${joinNames(meant.map(({ namespace, name }) => `${namespace}/${name}`))}`;
}

function toFix(id: ObjectId, missing: ObjectId, [first, ...others]: readonly Meant[]): string {
  const entry = `In spec.dependsOn of ${toName(id)},`;
  const create = `create ${toName(missing)}`;
  if (first === undefined) return `Create ${toName(missing)}, or take it out of spec.dependsOn of ${toName(id)}.`;
  if (first.why === "kind") {
    const applier = first.owner === null ? "the Kustomization" : toName(first.owner);
    return `${entry} name ${applier} that applies the ${first.kind}, or ${create}.`;
  }
  if (others.length > 0) return `${entry} name the one that is meant, with its namespace, or ${create}.`;
  const write = `write name: ${first.name}, namespace: ${first.namespace}`;
  return first.why === "ending" ? `${entry} ${write} if that is meant, or ${create}.` : `${entry} ${write}.`;
}
