import * as fc from "fast-check";
import { expect, it } from "vitest";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import type { HttpResponse } from "./http-connection.ts";
import { simulateReader } from "./simulated-reader.test-support.ts";
import {
  type SimulatedServer,
  toHungAnswer,
  toRefusal,
  toStatusAnswer,
  toTextAnswer,
} from "./simulated-server.test-support.ts";

const SEEDS = 400;
const CHAOS_STEPS = 40;
const CALM_STEPS = 10;
const HEALED_WITHIN_MS = 61_000;

type Random = () => number;

it("any interleaving of faults leaves the copy equal to the server, with no half list told on the way", async () => {
  const property = fc.asyncProperty(fc.integer(), playSeed);
  await fc.assert(property, { numRuns: SEEDS, endOnFailure: true });
}, 120_000);

async function playSeed(seed: number): Promise<void> {
  const random = toRandom(seed);
  const sim = simulateReader({ kinds: [KUSTOMIZATION], random });
  const { server } = sim;
  server.pageSize = 3;
  const states = new Set([toText(server.versionsOf(KUSTOMIZATION))]);
  const copy = new Map<string, string>();
  sim.reader.subscribe((change) => {
    if (change.type === "status") return;
    if (change.type === "list") {
      const listed = toVersions(change.objects);
      expect(states).toContain(toText(listed));
      copy.clear();
      for (const [key, version] of listed) copy.set(key, version);
    } else {
      const [[key, version] = ["", ""]] = toVersions([change.object]);
      if (change.type === "applied") copy.set(key, version);
      else copy.delete(key);
    }
  });
  const healing = Promise.withResolvers<never>();
  healing.promise.catch(() => undefined);
  const faults = [...REQUEST_FAULTS, () => toHungAnswer(healing.promise)];
  server.fault = () => (random() < 0.25 ? pick(random, faults)() : null);
  for (let index = 0; index < 8; index++) server.put(KUSTOMIZATION, "flux", `k${index}`);
  states.add(toText(server.versionsOf(KUSTOMIZATION)));
  await sim.start();
  for (let step = 0; step < CHAOS_STEPS; step++) {
    change(server, random);
    states.add(toText(server.versionsOf(KUSTOMIZATION)));
    // Towards the end the watch goes on, so that no later relist hides what a repeated event has done.
    if (step < CHAOS_STEPS - CALM_STEPS) disturb(server, random);
    else for (const stream of server.streams) stream.repeat(random());
    if (random() < 0.8) await sim.pass(Math.floor(random() * 6_000));
  }
  server.fault = () => null;
  healing.reject(toRefusal());
  for (const stream of server.streams) if (stream.isStalled) stream.cut();
  await sim.pass(HEALED_WITHIN_MS);
  const held = sim.reader.reading().objects.get("Kustomization")?.values() ?? [];
  const wanted = toText(server.versionsOf(KUSTOMIZATION));
  expect(toText(toVersions([...held]))).toBe(wanted);
  expect(toText(copy)).toBe(wanted);
  await sim.reader.stop();
}

function change(server: SimulatedServer, random: Random): void {
  const name = `k${Math.floor(random() * 12)}`;
  const choice = random();
  if (choice < 0.6) server.put(KUSTOMIZATION, "flux", name, { spec: { note: "ä😀".repeat(3) } });
  else if (choice < 0.85) server.remove(KUSTOMIZATION, "flux", name);
  else if (choice < 0.92) server.bookmark();
  else server.compact();
}

function disturb(server: SimulatedServer, random: Random): void {
  for (const stream of server.streams) {
    if (random() > 0.3) continue;
    const object = { metadata: { name: "ghost", namespace: "flux", resourceVersion: "9", uid: "ghost" } };
    pick(random, [
      () => stream.cut(),
      () => stream.end(),
      () => {
        stream.isStalled = true;
      },
      () => stream.repeat(random()),
      () => stream.fail(410),
      () => stream.fail(500),
      () => stream.pushBytes(Buffer.from("<html>\n")),
      () => {
        const line = Buffer.from(JSON.stringify({ type: "ADDED", object: { ...object, spec: "😀😀" } }));
        stream.pushBytes(line.subarray(0, Math.floor(random() * line.length)));
        stream.cut();
      },
    ])();
  }
}

const REQUEST_FAULTS: readonly (() => HttpResponse | Error)[] = [
  toRefusal,
  () => toStatusAnswer(401, "Unauthorized"),
  () => toStatusAnswer(403, "no"),
  () => toStatusAnswer(410, "gone"),
  () => toStatusAnswer(429, "wait", { "retry-after": "3" }),
  () => toStatusAnswer(500, "failed"),
  () => toTextAnswer(200, "<html>", { "content-type": "text/html" }),
  () => toTextAnswer(200, '{"kind":"KustomizationList","items":[{"meta', { "content-type": "application/json" }),
  () => toTextAnswer(200, "\n\n{}\n[]\nnull\n"),
];

function toVersions(objects: readonly RawObject[]): Map<string, string> {
  return new Map(
    objects.map(({ metadata }) => [`${metadata.namespace}/${metadata.name}`, metadata.resourceVersion ?? ""]),
  );
}

function toText(versions: ReadonlyMap<string, string>): string {
  return JSON.stringify([...versions].sort());
}

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value;
}

/** mulberry32: small, and the same on every machine. */
function toRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
