import { findCondition } from "#lib/flux/condition.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { type Kustomization, parseKustomization } from "#lib/flux/kustomization.ts";
import { toDependencies, toKustomizationId } from "#lib/flux/reference.ts";
import type { DemoWorld } from "./demo-world.ts";
import type { EmbeddedCluster } from "./embedded-cluster.ts";
import { push } from "./play-past.ts";
import type { SteeringAction } from "./steering-server.ts";

/** The three things that the demo's bar offers, on whatever fleet there is. */
export function toSteeringActions(cluster: EmbeddedCluster, world: DemoWorld): readonly SteeringAction[] {
  return [
    {
      id: "push",
      label: "Push a revision",
      run: () => {
        const source = findBusiestSource(readFleet(cluster));
        push(cluster, world, source);
        return `A new revision of ${source}.`;
      },
    },
    {
      id: "break",
      label: "Break something",
      run: () => {
        const victim = findMostNeeded(readFleet(cluster), (key) => world.isBroken(key));
        if (victim === null) return "Everything that others depend on is broken already.";
        const { namespace, name } = victim.metadata;
        world.break(`${namespace}/${name}`);
        push(cluster, world, victim.spec.sourceRef?.name ?? "");
        return `${namespace}/${name} fails from this revision on.`;
      },
    },
    {
      id: "heal",
      label: "Heal",
      run: () => {
        world.healAll();
        return "Everything works again at its next try.";
      },
    },
  ];
}

function readFleet(cluster: EmbeddedCluster): readonly Kustomization[] {
  return cluster.store.list(KUSTOMIZATION, null).flatMap((raw) => {
    const parsed = parseKustomization(raw);
    return parsed.ok ? [parsed.value] : [];
  });
}

/** The source that most are built from. */
function findBusiestSource(fleet: readonly Kustomization[]): string {
  const counts = countBy(fleet.map(({ spec }) => spec.sourceRef?.name ?? ""));
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}

/** Of what works the one that most name in their dependsOn, but for the roots: too much would stand still. */
function findMostNeeded(fleet: readonly Kustomization[], isBroken: (key: string) => boolean): Kustomization | null {
  const needed = countBy(fleet.flatMap((one) => toDependencies(one, null).map(({ id }) => id)));
  const candidates = fleet.filter(({ metadata, spec, status }) => {
    const isReady = findCondition(status.conditions, "Ready")?.status === "True";
    const works = isReady && !spec.suspend && !isBroken(`${metadata.namespace}/${metadata.name}`);
    return works && spec.dependsOn.length > 0 && needed.has(toKustomizationId({ metadata }, null));
  });
  const count = ({ metadata }: Kustomization) => needed.get(toKustomizationId({ metadata }, null)) ?? 0;
  return candidates.toSorted((a, b) => count(b) - count(a))[0] ?? null;
}

function countBy<Key>(keys: readonly Key[]): ReadonlyMap<Key, number> {
  const counts = new Map<Key, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
