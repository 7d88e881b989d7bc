import "server-only";
import { createDirectRoutes } from "./direct-routes.ts";
import { offerRoutes } from "./offered-routes.ts";
import { getRuntime, stopRuntime } from "./process-runtime.ts";

const PATIENCE_MS = 3_000;

/**
 * Starts reading as soon as the server is there, and makes a signal end it: Next waits for every open response, and a
 * stream of events never ends by itself.
 */
export function startProcess(): void {
  offerRoutes(createDirectRoutes(getRuntime()));
  const end = () => {
    setTimeout(() => process.exit(0), PATIENCE_MS).unref();
    void stopRuntime();
  };
  process.once("SIGTERM", end);
  process.once("SIGINT", end);
}
