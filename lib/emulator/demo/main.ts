import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { createSystemClock } from "#lib/flux/clock.ts";
import { watchParent } from "#lib/flux/watch-parent.ts";
import { DemoWorld } from "./demo-world.ts";
import { EmbeddedCluster } from "./embedded-cluster.ts";
import { loadManifests } from "./load-manifests.ts";
import { PAST_SECONDS, playPast, push } from "./play-past.ts";
import { type DemoOptions, readOptions, USAGE } from "./read-options.ts";
import { toSteeringActions } from "./steer.ts";
import { startSteering } from "./steering-server.ts";

const START_SCRIPT = fileURLToPath(new URL("../../server/start.mjs", import.meta.url));
const CONTEXT = "demo";
/** As many as fluxcd's own installation of a larger fleet would use. */
const WORKERS = 20;
const PUSH_EVERY_SECONDS = 180;
const SETTLING_SECONDS = 600;

/** `npm run demo`: an embedded cluster with a past and some trouble, and Headwater reading it like any other. */
async function main(options: DemoOptions): Promise<number> {
  const world = new DemoWorld(Math.random);
  const own = options.from.length === 0;
  const cluster = new EmbeddedCluster({
    startMs: Date.now() - (own ? PAST_SECONDS : SETTLING_SECONDS) * 1000,
    random: Math.random,
    newUid: randomUUID,
    workload: (kustomization) => world.outcomeOf(kustomization),
    originOf: (name) => world.originOf(name),
    concurrent: WORKERS,
  });
  if (own) await playPast(cluster, world);
  else {
    loadManifests(cluster, options.from, (line) => console.log(line));
    cluster.startControllers();
    await cluster.pass(SETTLING_SECONDS);
  }
  const rest = cluster.goLive(PUSH_EVERY_SECONDS, () => push(cluster, world, "production"));

  const token = randomUUID();
  const api = await cluster.serve(token);
  const steering = await startSteering(toSteeringActions(cluster, world));
  const folder = mkdtempSync(join(tmpdir(), "headwater-demo-"));
  const kubeconfig = join(folder, "kubeconfig");
  await writeKubeconfig(kubeconfig, [{ name: CONTEXT, url: api.url, token }]);
  console.log(`The demo cluster's kubeconfig: ${kubeconfig}`);

  const code = await runHeadwater(options.port, { KUBECONFIG: kubeconfig, HEADWATER_DEMO_URL: steering.url });
  rest();
  cluster.stopControllers();
  steering.close();
  await api.close();
  rmSync(folder, { recursive: true, force: true });
  return code;
}

/** Runs Headwater as one would with any kubeconfig, until it ends, this process is told to stop, or its npm is gone. */
function runHeadwater(port: number, environment: Record<string, string>): Promise<number> {
  const env = { ...process.env, HEADWATER_CONTEXTS: "", HEADWATER_NAMESPACES: "", ...environment, PORT: String(port) };
  const server = spawn(process.execPath, [START_SCRIPT], { stdio: "inherit", env });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => server.kill(signal));
  const unwatch = watchParent(process, createSystemClock(globalThis), () => server.kill("SIGTERM"));
  return new Promise((resolve) => {
    server.on("exit", (code) => {
      unwatch();
      resolve(code ?? 0);
    });
  });
}

try {
  process.exitCode = await main(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  console.error(`\n${USAGE}`);
  process.exitCode = 1;
}
