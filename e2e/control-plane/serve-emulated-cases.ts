import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { playTogether } from "#lib/emulator/flux/scenarios/play-scenario.test-support.ts";
import type { Scenario } from "#lib/emulator/flux/scenarios/scenario.test-support.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { createSystemClock } from "#lib/flux/clock.ts";

/** Plays cases on the embedded controller, so that they end now, and serves what they end in. */
export async function serveEmulatedCases(
  scenarios: readonly Scenario[],
  seconds: number,
): Promise<{ readonly kubeconfig: string; stop(): Promise<void> }> {
  const { store } = await playTogether(scenarios, seconds, { start: Date.now() - seconds * 1000 });
  const tokens = new Map([["cases", { user: "cases", groups: ["system:masters"] }]]);
  const api = createApiServer({ store, clock: createSystemClock(globalThis), tokens });
  const folder = mkdtempSync(join(tmpdir(), "headwater-cases-"));
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, [{ name: "emulator", url: (await api.listen()).url, token: "cases" }]);
  return {
    kubeconfig,
    async stop() {
      await api.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
