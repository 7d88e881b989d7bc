import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { findFreePort } from "#e2e/start-demo.ts";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { KUSTOMIZATION, WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { generateFleet } from "./generate-fleet.ts";

const START = fileURLToPath(new URL("../lib/server/start.ts", import.meta.url));
const LIMIT_MS = 120_000;

export interface ServedFleet {
  readonly url: string;
  readonly store: ObjectStore;
  stop(): Promise<void>;
}

/** Serves a generated fleet by the embedded API in this process and Headwater in one of its own. */
export async function serveFleet(size: number): Promise<ServedFleet> {
  const clock = createSystemClock(globalThis);
  let uids = 0;
  const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: () => `uid-${++uids}` });
  for (const object of generateFleet(size)) store.create(KUSTOMIZATION, object);
  const api = createApiServer({
    store,
    clock,
    tokens: new Map([["bench", { user: "bench", groups: ["system:masters"] }]]),
  });
  const folder = mkdtempSync(join(tmpdir(), "headwater-bench-"));
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, [{ name: "bench", url: (await api.listen()).url, token: "bench" }]);
  const port = await findFreePort();
  const env = { ...process.env, KUBECONFIG: kubeconfig, PORT: String(port), HEADWATER_LOG_LEVEL: "silent" };
  const server = spawn(process.execPath, [START], { env, stdio: ["ignore", "ignore", "inherit"] });
  const exited = new Promise((resolve) => server.on("exit", resolve));
  const url = `http://127.0.0.1:${port}`;
  await waitUntil(async () => (await fetch(`${url}/api/readyz`)).ok);
  return {
    url,
    store,
    async stop() {
      server.kill("SIGTERM");
      await exited;
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Asks again and again until the answer is yes; an error counts as no. Throws after two minutes. */
export async function waitUntil(ask: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; ) {
    if (await ask().catch(() => false)) return;
    await setTimeout(20);
  }
  throw new Error("It did not come up in two minutes.");
}
