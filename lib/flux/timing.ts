import { parseDuration } from "./duration.ts";
import type { Kustomization } from "./kustomization.ts";

/** How often a blocked Kustomization looks again, in seconds (kustomize-controller, `--requeue-dependency`). */
export const DEPENDENCY_CHECK_SECONDS = 30;

const SHORTEST_TIMEOUT_SECONDS = 30;

/** The clocks of a Kustomization in seconds; null where the interval cannot be read. */
export interface Timing {
  readonly interval: number | null;
  readonly retryInterval: number | null;
  readonly timeout: number | null;
}

/** Reads the clocks with the controller's own defaults: retry as the interval, time-out 30 s less and never under 30 s. */
export function toTiming({ spec }: Kustomization): Timing {
  const interval = parseDuration(spec.interval ?? "");
  const retryInterval = parseDuration(spec.retryInterval ?? "") ?? interval;
  const wanted = parseDuration(spec.timeout ?? "") ?? (interval === null ? null : interval - SHORTEST_TIMEOUT_SECONDS);
  return { interval, retryInterval, timeout: wanted === null ? null : Math.max(wanted, SHORTEST_TIMEOUT_SECONDS) };
}
