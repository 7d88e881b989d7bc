import type { Clock } from "#lib/flux/clock.ts";

const FIRST_MS = 800;
const LONGEST_MS = 30_000;
/** At the longest the jitter covers the last third only, so that a failing resource is asked for thrice a minute at most. */
const SHORTEST_AT_LONGEST_MS = 20_000;
const HEALTHY_MS = 120_000;

/** How long to wait before the next try. */
export interface Backoff {
  /** Tells of a failure; gives milliseconds to wait. */
  fail(): number;
  /** Tells that a try has succeeded; two minutes of that and the waiting begins small again. */
  succeed(): void;
  /** Whether all has gone well for two minutes. */
  isHealed(): boolean;
  /** Whether so many have failed that the longest wait is due: what fails now has failed for some time. */
  isLongest(): boolean;
}

/** Waiting as client-go's reflector has it: 0.8 s doubling to 30 s with full jitter, reset after two healthy minutes. */
export function createBackoff(clock: Pick<Clock, "now">, random: () => number): Backoff {
  let failures = 0;
  let healthySince: number | null = null;
  const toCeiling = (count: number) => Math.min(LONGEST_MS, FIRST_MS * 2 ** count);
  const isHealed = () => healthySince !== null && clock.now() - healthySince >= HEALTHY_MS;
  return {
    fail() {
      if (isHealed()) failures = 0;
      healthySince = null;
      const ceiling = toCeiling(failures++);
      const floor = ceiling === LONGEST_MS ? SHORTEST_AT_LONGEST_MS : 0;
      return floor + random() * (ceiling - floor);
    },
    succeed() {
      healthySince ??= clock.now();
    },
    isHealed,
    isLongest: () => !isHealed() && toCeiling(failures) === LONGEST_MS,
  };
}
