import { findCondition } from "#lib/flux/condition.ts";
import type { Kustomization } from "#lib/flux/kustomization.ts";
import type { Activity } from "./model.ts";

const STEPS: readonly (readonly [prefix: string, step: string])[] = [
  ["Fetching manifests", "fetching"],
  ["Building manifests", "building"],
  ["Detecting drift", "applying"],
  ["Running health checks", "health checks"],
];

/** Says what the controller is doing with a Kustomization, read off its Reconciling condition; null when nothing. */
export function readActivity({ status }: Kustomization): Activity | null {
  const ready = findCondition(status.conditions, "Ready");
  const reconciling = findCondition(status.conditions, "Reconciling");
  if (ready?.status !== "Unknown") return null;
  const message = reconciling?.message ?? "";
  const step = STEPS.find(([prefix]) => message.startsWith(prefix))?.[1] ?? "reconciling";
  return { step, since: reconciling?.lastTransitionTime ?? ready.lastTransitionTime ?? null };
}
