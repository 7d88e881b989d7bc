import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type RunningHeadwater, startHeadwater } from "#e2e/start-headwater.ts";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { generateFleet } from "./generate-fleet.ts";

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
  const api = createApiServer({
    store,
    clock,
    tokens: new Map([["bench", { user: "bench", groups: ["system:masters"] }]]),
  });
  const folder = mkdtempSync(join(tmpdir(), "headwater-bench-"));
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, [{ name: "bench", url: (await api.listen()).url, token: "bench" }]);
  const headwater = await start(kubeconfig);
  return {
    url: headwater.url,
    store,
    async stop() {
      await headwater.stop();
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
