import { serveStore } from "#e2e/serve-store.ts";
import { type RunningHeadwater, startHeadwater } from "#e2e/start-headwater.ts";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { generateFleet } from "./generate-fleet.ts";

/** In so long the server has gone through its rules and loaded Next: the graph stays as it is. */
export const SETTLING_MS = 5_000;

export interface ServedFleet {
  readonly url: string;
  readonly store: ObjectStore;
  stop(): Promise<void>;
}

/** Starts Headwater for a kubeconfig. */
export type Start = (kubeconfig: string) => Promise<Pick<RunningHeadwater, "url" | "stop">>;

/**
 * Serves a generated fleet by the embedded API in this process and Headwater in one of its own; who depends at all names
 * `fewest` to two more.
 */
export async function serveFleet(size: number, start: Start = startHeadwater, fewest = 1): Promise<ServedFleet> {
  const clock = createSystemClock(globalThis);
  let uids = 0;
  const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `uid-${++uids}` });
  for (const object of generateFleet(size, 1, fewest)) store.create(KUSTOMIZATION, object);
  const served = await serveStore("bench", store);
  const headwater = await start(served.kubeconfig);
  return {
    url: headwater.url,
    store,
    async stop() {
      await headwater.stop();
      await served.stop();
    },
  };
}
