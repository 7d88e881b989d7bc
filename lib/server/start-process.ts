import "server-only";
import { createDirectRoutes } from "./direct-routes.ts";
import { findRuntime, keepRuntime } from "./find-runtime.ts";
import { findUnread } from "./find-unread.ts";
import { offerRoutes } from "./offered-routes.ts";
import type { Runtime } from "./runtime.ts";
import { startRuntime } from "./start-runtime.ts";

const PATIENCE_MS = 3_000;
const LONGEST_READING_MS = 3_000;

/**
 * Starts reading, once however often it is called, and makes a signal end it: Next waits for every open response, and a
 * stream of events never ends by itself.
 */
export function startProcess(): void {
  if (findRuntime() !== null) return;
  const runtime = startRuntime();
  keepRuntime(runtime);
  offerRoutes({ address: runtime.configuration, routes: createDirectRoutes(runtime), read: whenRead(runtime) });
  const end = () => {
    setTimeout(() => process.exit(0), PATIENCE_MS).unref();
    void runtime.stop();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}

/** Settles with the first snapshot of everything, or when that takes long. */
function whenRead({ snapshots }: Runtime): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, LONGEST_READING_MS);
    const forget = snapshots.subscribe((snapshot) => {
      if (findUnread(snapshot).length > 0) return;
      clearTimeout(timer);
      forget();
      resolve();
    });
  });
}
