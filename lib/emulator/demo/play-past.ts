import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { DemoWorld } from "./demo-world.ts";
import type { EmbeddedCluster } from "./embedded-cluster.ts";
import { buildKustomization, buildSource, FLEET, MAIN_SOURCE, SOURCES } from "./fleet.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Somebody has asked these to reconcile a moment ago; their checks take a while. */
const BUSY = [
  ["observability", "loki"],
  ["security", "policies"],
] as const;

/** How long before now the demo's story begins. */
export const PAST_SECONDS = 6 * DAY;

/**
 * Plays the demo's story so far through the controllers, so that every status, event and age is what they would have
 * written: installed six days ago, tempo suspended three days ago, the mesh two hours ago, trouble in the last hour.
 */
export async function playPast(cluster: EmbeddedCluster, world: DemoWorld): Promise<void> {
  const end = cluster.now() + PAST_SECONDS * 1000;
  const until = async (secondsBeforeNow: number) => {
    await cluster.pass((end - secondsBeforeNow * 1000 - cluster.now()) / 1000);
  };
  /** Days in which nothing happens are not worth playing: the controllers rest meanwhile. */
  const skipTo = async (secondsBeforeNow: number) => {
    cluster.stopControllers();
    await until(secondsBeforeNow);
    cluster.startControllers();
  };

  for (const name of SOURCES) cluster.apply(buildSource(name));
  for (const entry of FLEET.settled) cluster.apply(buildKustomization(entry));
  cluster.startControllers();
  await cluster.pass(8 * MINUTE);

  await skipTo(3 * DAY);
  await cluster.pass(4 * MINUTE);
  cluster.store.mergePatch(KUSTOMIZATION, "observability", "tempo", { spec: { suspend: true } });
  push(cluster, world, MAIN_SOURCE);
  await cluster.pass(8 * MINUTE);

  await skipTo(2 * HOUR);
  for (const entry of FLEET.cycle) cluster.apply(buildKustomization(entry));
  await cluster.pass(6 * MINUTE);

  await skipTo(50 * MINUTE);
  await cluster.pass(2 * MINUTE);
  for (const entry of FLEET.dangling) cluster.apply(buildKustomization(entry));
  await until(29 * MINUTE);

  world.break("data/postgres");
  push(cluster, world, MAIN_SOURCE);
  push(cluster, world, "apps");
  await until(20);
  push(cluster, world, "production");
  for (const [namespace, name] of BUSY) cluster.request(namespace, name);
  await until(0);
}

/** A new revision of a source, and the source told of it. */
export function push(cluster: EmbeddedCluster, world: DemoWorld, source: string): void {
  world.push(source);
  cluster.notifySource(source);
}
