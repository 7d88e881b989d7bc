import type { Clock } from "#lib/flux/clock.ts";

/** So many requests in any minute are sent for what keeps failing. */
const MOST = 3;
const WINDOW_MS = 60_000;

/** Counts the requests for one scope, so that one that keeps failing can be held to three in any minute. */
export interface RequestPace {
  /** Notes that a request is sent now. */
  sent(): void;
  /** Takes the last note back: nothing has left this machine. */
  unsent(): void;
  /** Milliseconds until one more request keeps to the pace; 0 when it does so now. */
  delayMs(): number;
}

export function createRequestPace(clock: Pick<Clock, "now">): RequestPace {
  const times: number[] = [];
  return {
    sent() {
      times.push(clock.now());
      if (times.length > MOST) times.shift();
    },
    unsent() {
      times.pop();
    },
    delayMs() {
      const [oldest] = times;
      return oldest === undefined || times.length < MOST ? 0 : Math.max(0, oldest + WINDOW_MS - clock.now());
    },
  };
}
