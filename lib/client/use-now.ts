import { useSyncExternalStore } from "react";
import { serverClock } from "./server-clock.ts";
import type { Readable } from "./store.ts";

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let now = 0;

/** The hour in milliseconds by the server's clock, to the second; stands still while the page is hidden. */
export const hour: Readable<number> = { get: readNow, subscribe };

/** The hour, see {@link hour}; renders again each second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, readNow, readNothing);
}

/** What follows from the hour; renders again only when that is another value. */
export function useNowSelector<Selected extends string | number | boolean | null>(
  selector: (now: number) => Selected,
): Selected {
  return useSyncExternalStore(
    subscribe,
    () => selector(readNow()),
    () => selector(readNothing()),
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener("visibilitychange", tick);
    tick();
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", tick);
    clearTimeout(timer);
  };
}

function tick(): void {
  clearTimeout(timer);
  if (document.visibilityState === "hidden") return;
  const exact = serverClock.toServerTime(Date.now());
  now = floorToSecond(exact);
  timer = setTimeout(tick, now + 1000 - exact + 5);
  for (const listener of listeners) listener();
}

function readNow(): number {
  if (now === 0) now = floorToSecond(serverClock.toServerTime(Date.now()));
  return now;
}

function readNothing(): number {
  return 0;
}

function floorToSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
