import type { DirectRoutes } from "./direct-routes.ts";

const KEY = Symbol.for("headwater.routes");
const holder = globalThis as { [KEY]?: DirectRoutes };

/** Hands the direct routes to the HTTP server of this process, which is not among the modules that Next has bundled. */
export function offerRoutes(routes: DirectRoutes): void {
  holder[KEY] = routes;
}

/** What was offered; null while Next has not started yet. */
export function findOfferedRoutes(): DirectRoutes | null {
  return holder[KEY] ?? null;
}
