import { expect } from "vitest";
import { type ApiKind, EVENT, GIT_REPOSITORY, KUSTOMIZATION } from "#lib/flux/kinds.ts";
import { FaultWitness, toStates } from "./fault-witness.test-support.ts";
import { FaultyNetwork } from "./faulty-network.test-support.ts";
import { pick, pickOne, type Random, toInteger, toRandom } from "./seeded-random.test-support.ts";
import { leap, type SimulatedReader, simulateReader } from "./simulated-reader.test-support.ts";
import { SimulatedServer } from "./simulated-server.test-support.ts";

/** The bound that the reader is held to after the network is healed. */
const HEALED_WITHIN_MS = 60_000;
/** Connections that died without a word end by the reader's patience with a watch, which comes on top. */
const PATIENCE_MS = 90_000;
/** In so many of the last steps nothing comes that would make a reader list anew. */
const CALM_STEPS = 10;
/** Characters of two and of four bytes, to be cut in their middle. */
const NOTE = "ä😀ä😀";
const NAMESPACES = ["flux", "apps", "other"];

/** What a seed stands for. */
interface Setting {
  readonly kinds: readonly ApiKind[];
  readonly namespaces: readonly string[] | null;
  readonly mayDie: boolean;
  readonly pageSize: number;
  readonly steps: number;
  /** So many names in a namespace: with few of them, objects are taken away and come again under the same name. */
  readonly names: number;
}

/** One seed on a simulated server. */
export interface FaultPlay {
  /** What was done to the network, in order. */
  readonly record: readonly string[];
  /** Plays to the end. Rejects when the reader's copy is ever untrue, or not the server's soon after all is healed. */
  run(): Promise<void>;
}

/** Sets up a play: changes on the server, and faults between it and a reader, all decided by the seed. */
export function setUpFaultPlay(seed: number): FaultPlay {
  const random = toRandom(seed);
  const setting = planSetting(random);
  const server = new SimulatedServer();
  server.pageSize = setting.pageSize;
  server.tellsGoneInStream = random() < 0.5;
  const witness = new FaultWitness(setting.kinds, setting.namespaces);
  let connection = server.connect();
  const sim = simulateReader({
    kinds: setting.kinds,
    ...(setting.namespaces === null ? {} : { namespaces: setting.namespaces }),
    random: toRandom(-seed),
    server,
    connect: () => connection,
  });
  const network = new FaultyNetwork({ clock: sim.clock, random, mayDie: setting.mayDie });
  connection = network.connect(connection);
  sim.reader.subscribe(witness.readerTells);
  return { record: network.record, run: () => play({ random, setting, server, witness, sim, network }) };
}

interface Stage {
  readonly random: Random;
  readonly setting: Setting;
  readonly server: SimulatedServer;
  readonly witness: FaultWitness;
  readonly sim: SimulatedReader;
  readonly network: FaultyNetwork;
}

async function play(stage: Stage): Promise<void> {
  const { random, setting, witness, sim, network } = stage;
  for (let index = 0; index < 10; index++) put(stage);
  sim.reader.start();
  for (let step = 0; step < setting.steps; step++) {
    if (step === setting.steps - CALM_STEPS) network.calm();
    change(stage);
    network.disturb();
    if (random() < 0.8) await leap(sim.clock, Math.floor(random() * 6_000));
    if (step % 10 === 0) expect(witness.findUntold(sim.reader)).toEqual([]);
  }
  network.heal();
  await leap(sim.clock, HEALED_WITHIN_MS + (setting.mayDie ? PATIENCE_MS : 0));
  expect(witness.findStale(sim.reader)).toEqual([]);
  expect(witness.findUntold(sim.reader)).toEqual([]);
  expect(witness.findUntrue()).toEqual([]);
  const { connection, scopes } = sim.reader.reading();
  expect([connection, ...scopes.map(({ state }) => state)]).toEqual(["live", ...scopes.map(() => "ok")]);
  await sim.reader.stop();
  expect([sim.clock.pending, network.openStreams, stage.server.streams.size]).toEqual([0, 0, 0]);
}

function planSetting(random: Random): Setting {
  return {
    kinds: pick(random, [
      [3, [KUSTOMIZATION]],
      [1, [KUSTOMIZATION, GIT_REPOSITORY, EVENT]],
    ]),
    namespaces: pick(random, [
      [2, null],
      [1, NAMESPACES.slice(0, 1)],
      [1, NAMESPACES.slice(0, 2)],
    ]),
    mayDie: random() < 0.25,
    pageSize: toInteger(random, 2, 6),
    steps: toInteger(random, 25, 60),
    names: toInteger(random, 2, 13),
  };
}

function change(stage: Stage): void {
  const { random, server } = stage;
  pick<() => void>(random, [
    [60, () => put(stage)],
    [25, () => remove(stage)],
    [7, () => server.bookmark()],
    [8, () => server.compact()],
  ])();
}

function put({ random, setting, server, witness }: Stage): void {
  const kind = pickOne(random, setting.kinds);
  const namespace = pickOne(random, NAMESPACES);
  const name = `k${toInteger(random, 0, setting.names)}`;
  const involvedObject = { kind: KUSTOMIZATION.kind, namespace, name };
  server.put(kind, namespace, name, { spec: { note: NOTE }, ...(kind === EVENT ? { involvedObject } : {}) });
  witness.serverHas(kind, toStates(server.objectsOf(kind)));
}

function remove({ random, setting, server, witness }: Stage): void {
  const kind = pickOne(random, setting.kinds);
  const keys = [...server.versionsOf(kind).keys()];
  if (keys.length === 0) return;
  const key = pickOne(random, keys);
  const [namespace = "", name = ""] = key.split("/");
  server.remove(kind, namespace, name);
  witness.serverHas(kind, toStates(server.objectsOf(kind)));
}
