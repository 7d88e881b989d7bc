import { expect, it } from "vitest";
import { findSeeds, playNamed } from "./fault-seeds.test-support.ts";
import { setUpFaultPlay } from "./play-fault-seed.test-support.ts";

const COMMAND = "npx vitest run lib/cluster/reader-faults.test.ts";
const seeds = findSeeds(process.env);
const LONGEST_SEED_MS = 120;

it(`any interleaving of faults leaves the copy equal to the server (${seeds.length} seeds)`, {
  timeout: 60_000 + seeds.length * LONGEST_SEED_MS,
}, async () => {
  expect(seeds.length).toBeGreaterThan(0);
  for (const seed of seeds) {
    const { record, run } = setUpFaultPlay(seed);
    await playNamed({ seed, command: COMMAND, record }, run);
  }
});

it("a seed plays the same each time", async () => {
  const [once, again] = [setUpFaultPlay(7), setUpFaultPlay(7)];
  await once.run();
  await again.run();
  expect(once.record.length).toBeGreaterThan(1);
  expect(again.record).toEqual(once.record);
});

it("every sort of fault happens", async () => {
  const happened = new Set<string>();
  for (let seed = 1; seed <= 40; seed++) {
    const play = setUpFaultPlay(seed);
    await play.run();
    for (const line of play.record) happened.add(/ s (\S+)/.exec(line)?.[1] ?? line);
  }
  expect([...happened].sort()).toEqual([
    "break-line",
    "calm",
    "close",
    "cut",
    "delay",
    "error",
    "garbage",
    "hang",
    "healed",
    "late-answer",
    "late-request",
    "old",
    "page",
    "refuse",
    "repeat",
    "stall",
    "status",
  ]);
});
