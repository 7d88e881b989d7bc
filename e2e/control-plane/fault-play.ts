import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClusterReader } from "#lib/cluster/cluster-reader.ts";
import { createClusterReaders } from "#lib/cluster/create-cluster-readers.ts";
import { playNamed } from "#lib/cluster/fault-seeds.test-support.ts";
import { FaultWitness } from "#lib/cluster/fault-witness.test-support.ts";
import { FaultyNetwork } from "#lib/cluster/faulty-network.test-support.ts";
import type { Log } from "#lib/cluster/log.ts";
import { pickOne, type Random, toInteger, toRandom } from "#lib/cluster/seeded-random.test-support.ts";
import { writeKubeconfig } from "#lib/emulator/kubeconfig.ts";
import { type Clock, sleep } from "#lib/flux/clock.ts";
import { type ApiKind, GIT_REPOSITORY, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { ApiClient } from "./api-client.ts";
import { FaultChanges } from "./fault-changes.ts";
import { createFastClock } from "./fault-clock.ts";
import type { FaultProtocol } from "./fault-front.ts";
import { FaultProxy } from "./fault-proxy.ts";

/** How much faster than the wall the reader's clock runs. */
const TIMES = 20;
/** The bound that the reader is held to after the network is healed, by its own clock. */
const HEALED_WITHIN_MS = 60_000;
/** Connections that died without a word end by the reader's patience with a watch, which comes on top. */
const PATIENCE_MS = 90_000;
/** What a busy machine may need on top, by the wall's clock. */
const GRACE_MS = 10_000;
const LOOK_AGAIN_MS = 50;
const CALM_STEPS = 8;
const LONGEST_STEP_MS = 5_000;

const KINDS: readonly ApiKind[] = [KUSTOMIZATION, GIT_REPOSITORY];
/** API servers offer HTTP/2, and what stands before them does not always. */
const PROTOCOLS: readonly FaultProtocol[] = ["http", "https", "h2", "h2"];
const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** One seed on some API server. */
export interface FaultSeed {
  readonly seed: number;
  /** Any API server with Flux's kinds; its certificate authority as PEM, null for plain HTTP; who may do everything. */
  readonly server: { readonly url: string; readonly ca: string | null; readonly token: string };
  /** Exists, and is nobody else's while this is played. */
  readonly namespace: string;
  /** Makes the server forget its history; null where that cannot be done. */
  readonly compact: (() => Promise<void>) | null;
  /** How to play a seed alone, once HEADWATER_FAULT_SEED names it. */
  readonly command: string;
}

/** What was seen of a play that went well. */
export interface FaultSeen {
  /** From healing until the copy was the server's, by the reader's clock. */
  readonly healedAfterMs: number;
  /** What it is held to, apart from some grace for a busy machine. */
  readonly boundMs: number;
  /** How often something was done to the network. */
  readonly faults: number;
}

/**
 * Lets Headwater's reader read an API server through a faulty network while objects change, then heals the network.
 * Rejects, naming the seed, when anything that the reader tells is untrue, or its copy is not the server's soon after.
 */
export async function playFaultSeed(options: FaultSeed): Promise<FaultSeen> {
  const { seed, command } = options;
  const random = toRandom(seed);
  const mayDie = random() < 0.25;
  const clock = createFastClock(TIMES);
  const network = new FaultyNetwork({ clock, random: toRandom(seed + 0.25), mayDie });
  const folder = await mkdtemp(join(tmpdir(), "headwater-faults-"));
  const run = () => play({ ...options, random, mayDie, clock, network, folder });
  try {
    return await playNamed({ seed, command, record: network.record }, run);
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Stage extends FaultSeed {
  readonly random: Random;
  readonly mayDie: boolean;
  readonly clock: Clock;
  readonly network: FaultyNetwork;
  /** For the kubeconfig. */
  readonly folder: string;
}

async function play(stage: Stage): Promise<FaultSeen> {
  const { seed, server, namespace, random, network, clock, mayDie } = stage;
  const [protocol, pageSize] = [pickOne(random, PROTOCOLS), toInteger(random, 2, 6)];
  const proxy = new FaultProxy({ server, protocol, network, random: toRandom(seed + 0.5), pageSize });
  const client = new ApiClient(server.url, server.ca ?? "", server.token);
  const witness = new FaultWitness(KINDS, [namespace]);
  const changes = new FaultChanges({ client, kinds: KINDS, namespace, random, witness });
  let reader: ClusterReader | null = null;
  try {
    await changes.start();
    reader = await makeReader(stage, proxy, witness);
    reader.start();
    await storm(stage, changes);
    network.heal();
    const healedAt = clock.now();
    const boundMs = HEALED_WITHIN_MS + (mayDie ? PATIENCE_MS : 0);
    await becomeTrue(reader, witness, changes, boundMs / TIMES + GRACE_MS);
    const faults = [...witness.findUntrue(), ...witness.findUntold(reader)];
    if (faults.length > 0) throw new Error(faults.join("; "));
    return { healedAfterMs: Math.round(clock.now() - healedAt), boundMs, faults: network.record.length };
  } finally {
    await reader?.stop();
    await proxy.close();
    await changes.stop().finally(() => client.close());
  }
}

/** Headwater's own way to a cluster, from a kubeconfig on. */
async function makeReader(stage: Stage, proxy: FaultProxy, witness: FaultWitness): Promise<ClusterReader> {
  const { seed, server, namespace, clock, folder } = stage;
  const kubeconfigPath = join(folder, "kubeconfig");
  const { url, ca } = await proxy.listen();
  await writeKubeconfig(kubeconfigPath, [{ name: "faulty", url, ca, token: server.token }]);
  const [reader] = createClusterReaders({
    kubeconfig: { kubeconfigPath, env: {}, home: null },
    namespaces: [namespace],
    clock,
    random: toRandom(-seed),
    log: SILENT,
  });
  if (reader === undefined) throw new Error("The kubeconfig has no context.");
  reader.subscribe((change) => {
    if (change.type !== "status" && KINDS.some(({ kind }) => kind === change.kind)) witness.readerTells(change);
  });
  return reader;
}

async function storm({ random, network, clock, compact }: Stage, changes: FaultChanges): Promise<void> {
  const steps = toInteger(random, 25, 45);
  for (let step = 0; step < steps; step++) {
    if (step === steps - CALM_STEPS) network.calm();
    const compacts = random() < 0.1;
    await (compacts && compact !== null ? compact() : changes.change());
    network.disturb();
    await sleep(clock, random() * LONGEST_STEP_MS);
  }
}

/** Waits until the copy is the server's and is said to be live; rejects with what is lacking when the time is up. */
async function becomeTrue(
  reader: ClusterReader,
  witness: FaultWitness,
  changes: FaultChanges,
  wallMs: number,
): Promise<void> {
  const deadline = Date.now() + wallMs;
  for (;;) {
    const lacking = [...(await changes.findUnseen()), ...witness.findStale(reader), ...findUnread(reader)];
    if (lacking.length === 0) return;
    if (Date.now() > deadline) throw new Error(lacking.join("; "));
    await hearOrWait(reader, LOOK_AGAIN_MS);
  }
}

function findUnread(reader: ClusterReader): readonly string[] {
  const { connection, message, scopes } = reader.reading();
  return [
    ...(connection === "live" ? [] : [`the connection is ${connection}: ${message}`]),
    ...scopes
      .filter(({ state }) => state !== "ok" && state !== "not-installed")
      .map(({ kind, state, message: said }) => `${kind} is ${state}: ${said}`),
  ];
}

/** Waits for the reader's next word, but no longer than some milliseconds of the wall's. */
function hearOrWait(reader: ClusterReader, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(end, ms);
    const unsubscribe = reader.subscribe(end);
  });
}
