import type { ObjectId } from "#lib/flux/object-id.ts";
import { toAdjacency } from "#lib/graph/adjacency.ts";
import { joinNames } from "#lib/graph/names.ts";
import { findKnots } from "#lib/graph/strong-components.ts";
import type { LintContext } from "#lib/lint/lint-context.ts";
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
  *check({ cycles, byId }) {
    for (const { nodes, kind, cut } of cycles) {
      if (kind !== "locked" && kind !== "latent") continue;
      const names = joinNames(nodes.map(toName), 6);
      yield {
        nodes: [cut.to, ...nodes.filter((id) => id !== cut.to)],
        message: `${names} wait for each other${isLocking(nodes, byId) ? ": as soon as one of them has to wait, none of them runs again" : toFreezing(nodes, byId)}.`,
        fix: cut.why || `Take ${toName(cut.from)} out of spec.dependsOn of ${toName(cut.to)}.`,
      };
    }
  },
};

type Known = LintContext["byId"];

/** Whether a circle remains without the entries that have a readyExpr: such an entry may let through what is not ready. */
function isLocking(nodes: readonly ObjectId[], byId: Known): boolean {
  const local = new Map(nodes.map((id, index) => [id, index]));
  const [from, to]: [number[], number[]] = [[], []];
  for (const [id, dependent] of local) {
    for (const { id: name, readyExpr } of byId.get(id)?.dependencies ?? []) {
      const dependency = local.get(name);
      if (dependency === undefined || readyExpr !== null) continue;
      from.push(dependency);
      to.push(dependent);
    }
  }
  return findKnots(toAdjacency(nodes.length, Int32Array.from(from), Int32Array.from(to))).length > 0;
}

/** Within one source the controller cannot sort them, whatever a readyExpr says (flux-semantics §4). */
function toFreezing(nodes: readonly ObjectId[], byId: Known): string {
  const sources = new Set(nodes.map((id) => byId.get(id)?.sourceId));
  const isOne = sources.size === 1 && !sources.has(null) && !sources.has(undefined);
  const freezing = "; the controller then drops what a push should start for every Kustomization of their source";
  return `, and only a readyExpr keeps them from stopping each other${isOne ? freezing : ""}`;
}
