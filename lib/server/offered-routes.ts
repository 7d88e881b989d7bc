import type { Configuration } from "./configuration.ts";
import type { DirectRoutes } from "./direct-routes.ts";

const KEY = Symbol.for("headwater.routes");
const holder = globalThis as { [KEY]?: Offer };

/** What Headwater's code as Next has bundled it hands to the HTTP server of its process, which is not part of that. */
export interface Offer {
  /** Where to listen. */
  readonly address: Pick<Configuration, "hostname" | "port">;
  readonly routes: DirectRoutes;
  /** Settles once there is something to show: until then all time belongs to the reading. */
  readonly read: Promise<void>;
}

/** Hands over what is offered. */
export function offerRoutes(offer: Offer): void {
  holder[KEY] = offer;
}

/** What was offered; null while nothing has. */
export function findOffer(): Offer | null {
  return holder[KEY] ?? null;
}
