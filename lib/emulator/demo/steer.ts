import type { DemoWorld } from "./demo-world.ts";
import type { EmbeddedCluster } from "./embedded-cluster.ts";
import { MAIN_SOURCE } from "./fleet.ts";
import { push } from "./play-past.ts";
import type { SteeringAction } from "./steering-server.ts";

/** What breaks, one after the other: much depends on each of them. */
const BREAKABLE = ["cert-manager/cert-manager", "external-secrets/external-secrets", "flux-system/crds"];

/** The three things that the demo's bar offers. */
export function toSteeringActions(cluster: EmbeddedCluster, world: DemoWorld): readonly SteeringAction[] {
  return [
    {
      id: "push",
      label: "Push a revision",
      run: () => {
        push(cluster, world, MAIN_SOURCE);
        return `A new revision of ${MAIN_SOURCE}.`;
      },
    },
    {
      id: "break",
      label: "Break something",
      run: () => {
        const next = BREAKABLE.find((key) => !world.isBroken(key));
        if (next === undefined) return "Everything that can break is broken already.";
        world.break(next);
        push(cluster, world, MAIN_SOURCE);
        return `${next} fails its health check from this revision on.`;
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
