import { joinNames } from "#lib/graph/names.ts";
import { groupBy } from "#lib/graph/snapshot-index.ts";
import { toAppliedKey } from "#lib/lint/applied-objects.ts";
import { toBuildKey, toPath } from "#lib/lint/build-key.ts";
import type { LintContext, LintedKustomization } from "#lib/lint/lint-context.ts";
import type { Rule } from "#lib/lint/rule.ts";
import { toName, toSourceName } from "#lib/lint/words.ts";

export const samePath: Rule = {
  id: "same-path",
  severity: "warning",
  title: "The same path of the same source twice",
  docs: `Two Kustomizations that are built alike apply the same objects: each takes them over from the other at every interval, and when one is
deleted or changed its prune takes away what the other still wants. Where both inventories are known, only objects that stand in both count;
otherwise the builds are compared: path, source, target, prefixes, components, patches and substitutions.`,
  bad: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec:
  path: ./database
  sourceRef: { kind: GitRepository, name: fleet }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database-migration, namespace: flux-system }
spec:
  path: database/
  sourceRef: { kind: GitRepository, name: fleet }
`,
  good: `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database, namespace: flux-system }
spec:
  path: ./database
  sourceRef: { kind: GitRepository, name: fleet }
---
apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: database-migration, namespace: flux-system }
spec:
  path: ./database/migration
  sourceRef: { kind: GitRepository, name: fleet }
`,
  fix: "Keep one of them, or tell them apart by spec.path, spec.targetNamespace, spec.namePrefix or spec.postBuild.",
  options: {},
  *check(context, { isSilenced }) {
    const built = context.kustomizations.filter(({ id, sourceId }) => sourceId !== null && !isSilenced(id));
    const groups = groupBy(built, ({ cluster, sourceId, parsed }) =>
      [cluster.cluster, sourceId ?? "", toPath(parsed.spec.path)].join("\n"),
    );
    for (const those of groups.values()) {
      if (those.length < 2) continue;
      for (const alike of findAlike(those, context)) yield toFinding(alike);
    }
  },
};

/** Those of one path that apply the same: by their inventories where all are known, else by how they are built. */
function findAlike(
  those: readonly LintedKustomization[],
  { appliedBy }: LintContext,
): readonly (readonly LintedKustomization[])[] {
  const inventories = those.map((one) => appliedBy(one));
  if (inventories.some((inventory) => inventory === null)) {
    return [...groupBy(those, ({ raw }) => toBuildKey(raw["spec"])).values()].filter(({ length }) => length > 1);
  }
  const holders = new Map<string, Set<LintedKustomization>>();
  for (const [place, inventory] of inventories.entries()) {
    const holder = those[place];
    for (const object of inventory ?? []) {
      const key = toAppliedKey(object);
      const known = holders.get(key) ?? new Set();
      holders.set(key, known);
      if (holder !== undefined) known.add(holder);
    }
  }
  const sharing = new Set([...holders.values()].filter(({ size }) => size > 1).flatMap((shared) => [...shared]));
  return sharing.size > 1 ? [those.filter((one) => sharing.has(one))] : [];
}

function toFinding(alike: readonly LintedKustomization[]) {
  const [first] = alike;
  const names = joinNames(alike.map(({ id }) => toName(id)));
  const place = `path ./${toPath(first?.parsed.spec.path)} of ${first?.sourceId ? toSourceName(first.sourceId) : ""}`;
  return {
    nodes: alike.map(({ id }) => id),
    message: `${names} are built alike from ${place}: they apply the same objects, and what one prunes the ${alike.length === 2 ? "other loses" : "others lose"}.`,
    fix: "Keep one of them, or tell them apart by spec.path, spec.targetNamespace, spec.namePrefix or spec.postBuild.",
  };
}
