import { FakeClock } from "#lib/flux/fake-clock.ts";
import { EVENT, KUSTOMIZATION, SOURCE_KINDS } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { ObjectStore } from "./object-store.ts";

/** An empty store at 2026-01-01 with the kinds that Headwater reads; uids count up. */
export function createTestStore({
  clock = new FakeClock(),
  historyLimit,
}: {
  clock?: FakeClock;
  historyLimit?: number;
} = {}) {
  let uids = 0;
  const store = new ObjectStore({
    clock,
    kinds: [KUSTOMIZATION, ...SOURCE_KINDS, EVENT],
    newUid: () => `00000000-0000-4000-8000-${String(++uids).padStart(12, "0")}`,
    ...(historyLimit === undefined ? {} : { historyLimit }),
  });
  return { store, clock };
}

/** A Kustomization as one would send it. */
export function ks(name: string, more: { namespace?: string; metadata?: object; spec?: object } = {}): RawObject {
  return {
    apiVersion: "kustomize.toolkit.fluxcd.io/v1",
    kind: "Kustomization",
    metadata: { namespace: more.namespace ?? "flux-system", ...more.metadata, name },
    spec: { interval: "10m", prune: true, ...more.spec },
  };
}

/** A core v1 Event about a Kustomization, as a controller would send it. */
export function event(name: string, about: string, namespace = "flux-system"): RawObject {
  return {
    metadata: { name, namespace },
    involvedObject: { kind: "Kustomization", namespace, name: about, uid: `uid-of-${about}` },
    type: "Normal",
    reason: "ReconciliationSucceeded",
    message: "done",
  };
}
