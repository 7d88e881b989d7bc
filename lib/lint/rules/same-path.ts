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
otherwise the builds are compared: path, source, target, prefixes, components, patches and substitutions; two that check the health of different
objects are taken for gates on a path that holds nothing.`,
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

interface Alike {
  readonly members: readonly LintedKustomization[];
  /** How many objects stand in more than one of their inventories; null where that is not known. */
  readonly shared: number | null;
}

/** Those of one path that apply the same: by their inventories where all are known, else by how they are built. */
function findAlike(those: readonly LintedKustomization[], { appliedBy }: LintContext): readonly Alike[] {
  const inventories = those.map((one) => appliedBy(one));
  if (inventories.some((inventory) => inventory === null)) {
    // An empty path with healthChecks is a gate for others; two of them that check different things apply nothing twice.
    const groups = groupBy(
      those,
      ({ raw, parsed }) => `${toBuildKey(raw["spec"])}\n${JSON.stringify(parsed.spec.healthChecks)}`,
    );
    return [...groups.values()].filter(({ length }) => length > 1).map((members) => ({ members, shared: null }));
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
  const shared = [...holders.values()].filter(({ size }) => size > 1);
  const sharing = new Set(shared.flatMap((set) => [...set]));
  return sharing.size > 1 ? [{ members: those.filter((one) => sharing.has(one)), shared: shared.length }] : [];
}

function toFinding({ members, shared }: Alike) {
  const [first] = members;
  const names = joinNames(members.map(({ id }) => toName(id)));
  const place = `path ./${toPath(first?.parsed.spec.path)} of ${first?.sourceId ? toSourceName(first.sourceId) : ""}`;
  const same =
    shared === null
      ? "are built alike, so they apply the same objects"
      : `hold ${shared === 1 ? "one object" : `${shared} objects`} of it together`;
  return {
    nodes: members.map(({ id }) => id),
    message: `${names} take ${place} and ${same}: what one prunes the ${members.length === 2 ? "other loses" : "others lose"}.`,
    fix: "Keep one of them, or tell them apart by spec.path, spec.targetNamespace, spec.namePrefix or spec.postBuild.",
  };
}
