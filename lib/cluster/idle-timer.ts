import type { Clock } from "#lib/flux/clock.ts";

/** Calls back once when nothing was heard for so long; hearing something starts the wait anew. */
export interface IdleTimer {
  heard(): void;
  stop(): void;
}

/** Starts to wait for silence. Hearing costs no timer: the one that runs looks when the last word was. */
export function startIdleTimer(clock: Clock, idleMs: number, onIdle: () => void): IdleTimer {
  let lastHeard = clock.now();
  let cancel = clock.schedule(check, idleMs);
  function check() {
    const left = lastHeard + idleMs - clock.now();
    if (left <= 0) onIdle();
    else cancel = clock.schedule(check, left);
  }
  return {
    heard() {
      lastHeard = clock.now();
    },
    stop() {
      cancel();
    },
  };
}
