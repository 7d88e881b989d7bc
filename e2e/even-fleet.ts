import { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { serveStore } from "./serve-store.ts";
import { type RunningHeadwater, startHeadwater } from "./start-headwater.ts";

/** In each wave. */
const WIDTH = 4;

/** A fleet that only a test changes, and Headwater that reads it. */
export interface EvenFleet {
  readonly store: ObjectStore;
  readonly headwater: RunningHeadwater;
  stop(): Promise<void>;
}

/** The name of one of an even fleet; its namespace is `team`. */
export function toName(at: number): string {
  return `app-${at}`;
}

/** Says that a Kustomization is ready, or failed. */
export function toStatus(status: "True" | "False", message: string) {
  const reason = status === "True" ? "ReconciliationSucceeded" : "BuildFailed";
  const lastTransitionTime = "2026-03-01T11:00:00Z";
  return { conditions: [{ type: "Ready", status, reason, message, observedGeneration: 1, lastTransitionTime }] };
}

/** Starts Headwater on a fleet of ready Kustomizations: four chains side by side. */
export async function startEvenFleet(name: string, count: number): Promise<EvenFleet> {
  const store = createStore(count);
  const served = await serveStore(name, store);
  const headwater = await startHeadwater(served.kubeconfig);
  return {
    store,
    headwater,
    async stop() {
      await headwater.stop();
      await served.stop();
    },
  };
}

function createStore(count: number): ObjectStore {
  let uids = 0;
  const store = new ObjectStore({
    clock: createSystemClock(globalThis),
    kinds: WATCHED_KINDS,
    newUid: () => `uid-${++uids}`,
  });
  for (let at = 0; at < count; at++) {
    store.create(KUSTOMIZATION, {
      apiVersion: "kustomize.toolkit.fluxcd.io/v1",
      kind: "Kustomization",
      metadata: { name: toName(at), namespace: "team", generation: 1 },
      spec: {
        interval: "10m",
        prune: true,
        path: "./",
        sourceRef: { kind: "GitRepository", name: "fleet" },
        dependsOn: at < WIDTH ? [] : [{ name: toName(at - WIDTH) }],
      },
      status: { observedGeneration: 1, ...toStatus("True", `Applied revision of ${toName(at)}`) },
    });
  }
  return store;
}
