import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import type { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";

/** Objects behind the embedded API, and the kubeconfig of somebody who may do anything there. */
export interface ServedStore {
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

/** Serves a store on a free port, in this process. */
export async function serveStore(name: string, store: ObjectStore): Promise<ServedStore> {
  const tokens = new Map([[name, { user: name, groups: ["system:masters"] }]]);
  const api = createApiServer({ store, clock: createSystemClock(globalThis), tokens });
  const folder = mkdtempSync(join(tmpdir(), `headwater-${name}-`));
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, [{ name, url: (await api.listen()).url, token: name }]);
  return {
    kubeconfig,
    async stop() {
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
