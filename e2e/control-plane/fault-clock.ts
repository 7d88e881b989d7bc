import type { Clock } from "#lib/flux/clock.ts";

/** A clock that runs some times faster than the wall, so that back-offs and silences of minutes pass in seconds. */
export function createFastClock(times: number): Clock {
  const startedAt = Date.now();
  return {
    now: () => startedAt + (Date.now() - startedAt) * times,
    schedule(callback, delayMs) {
      const timer = setTimeout(callback, delayMs / times);
      return () => clearTimeout(timer);
    },
  };
}
