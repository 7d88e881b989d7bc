import type { ObjectId } from "#lib/flux/object-id.ts";
import { createNearMissFinder, type NearMiss } from "#lib/lint/near-miss.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { joinNames, toName } from "#lib/lint/words.ts";

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
    const findNearMiss = createNearMissFinder(context);
    for (const { id, dependencies, cluster } of context.kustomizations) {
      const told = new Set<ObjectId>();
      for (const { id: missing, namespace, name } of dependencies) {
        if (context.index.nodes.get(missing)?.state !== "missing" || told.has(missing)) continue;
        told.add(missing);
        const miss = findNearMiss({ cluster, namespace, name });
        const absence = context.complete ? "which does not exist" : "which is not among these manifests";
        yield {
          nodes: [id, missing],
          message: `${toName(id)} depends on ${toName(missing)}, ${absence}, so it never runs${toHint(miss)}.`,
          fix: toFix(id, missing, miss),
        };
      }
    }
  },
};

function toHint(miss: NearMiss | null): string {
  switch (miss?.kind) {
    case undefined:
      return "";
    case "namespace":
      return `; there is ${joinNames(miss.ids.map(toName))}`;
    case "spelling":
    case "ending":
      return `; there is ${toName(miss.id)}`;
    case "helm-release":
      return "; there is a HelmRelease of that name, but dependsOn takes Kustomizations only";
  }
}

function toFix(id: ObjectId, missing: ObjectId, miss: NearMiss | null): string {
  const entry = `In spec.dependsOn of ${toName(id)},`;
  const [only, other] = miss?.kind === "namespace" ? miss.ids : [];
  if (only !== undefined && other === undefined) return `${entry} write ${toEntry(only)}.`;
  if (miss?.kind === "spelling") return `${entry} write ${toEntry(miss.id)}.`;
  if (miss?.kind === "ending")
    return `${entry} write ${toEntry(miss.id)} if that is meant, or create ${toName(missing)}.`;
  if (miss?.kind === "helm-release" && miss.owner !== null)
    return `${entry} name ${toName(miss.owner)}, the Kustomization that applies the HelmRelease.`;
  if (only !== undefined) return `${entry} add the namespace of the one that is meant.`;
  return `Create ${toName(missing)}, or take it out of spec.dependsOn of ${toName(id)}.`;
}

function toEntry(id: ObjectId): string {
  const [namespace = "", name = ""] = toName(id).split("/");
  return `name: ${name}, namespace: ${namespace}`;
}
