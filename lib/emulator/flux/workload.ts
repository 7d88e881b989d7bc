import type { Kustomization } from "#lib/flux/kustomization.ts";

/** How a pass ends before anything is applied: the Ready reason and the message to the letter. */
export interface Fault {
  /** `fetch`: before the path is found, so nothing is attempted; `build`, `apply`: later. */
  readonly step: "fetch" | "build" | "apply";
  readonly reason: string;
  readonly message: string;
}

/** How a health check goes: passes or stalls after some seconds, or lasts until the time-out. */
export type HealthOutcome =
  | { readonly kind: "healthy"; readonly seconds: number }
  | { readonly kind: "stalled"; readonly seconds: number; readonly objects: string }
  | { readonly kind: "timeout"; readonly objects: string };

/** What cannot be known without a cluster to apply to: how a pass over one Kustomization at one revision goes. */
export interface Outcome {
  readonly fault: Fault | null;
  /** Seconds from the first step to the last apply. */
  readonly workSeconds: number;
  readonly health: HealthOutcome;
  /** Inventory ids, `<namespace>_<name>_<group>_<kind>`. */
  readonly inventory: readonly string[];
  /** Seconds that deleting its objects takes. */
  readonly pruneSeconds: number;
}

/** Says how a pass goes; asked once a pass. */
export type Workload = (kustomization: Kustomization, revision: string) => Outcome;

/** Everything works, quickly: one ConfigMap is applied. */
export const quickWorkload: Workload = ({ metadata }) => ({
  fault: null,
  workSeconds: 0.3,
  health: { kind: "healthy", seconds: 0.02 },
  inventory: [`${metadata.namespace}_${metadata.name}__ConfigMap`],
  pruneSeconds: 0,
});
