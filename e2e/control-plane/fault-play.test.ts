import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findSeeds } from "#lib/cluster/fault-seeds.test-support.ts";
import { createApiServer } from "#lib/emulator/api-server.ts";
import { ObjectStore } from "#lib/emulator/object-store.ts";
import { WATCHED_KINDS } from "#lib/flux/kinds.ts";
import { createFastClock } from "./fault-clock.ts";
import { type FaultSeen, playFaultSeed } from "./fault-play.ts";

const TOKEN = "fault-token";
const SEEDS = 10;
const COMMAND = "npx vitest run e2e/control-plane/fault-play.test.ts";

/** Plays a seed on an emulated API server of its own. */
async function playOnEmulator(seed: number): Promise<FaultSeen> {
  const clock = createFastClock(20);
  const store = new ObjectStore({ clock, kinds: WATCHED_KINDS, newUid: randomUUID });
  const tokens = new Map([[TOKEN, { user: "fault", groups: [] }]]);
  const api = createApiServer({ store, clock, tokens });
  const { url } = await api.listen();
  try {
    return await playFaultSeed({
      seed,
      server: { url, ca: null, token: TOKEN },
      namespace: "faults",
      compact: async () => store.compact(),
      command: COMMAND,
    });
  } finally {
    await api.close();
  }
}

describe("a faulty network between the reader and an API server, on real sockets", () => {
  it("leaves the copy equal to the server once it is healed", { timeout: 120_000 }, async () => {
    const seeds = findSeeds({ ...process.env, HEADWATER_FAULT_SEEDS: undefined }, SEEDS);
    // They wait more than they work, so they are played at once.
    const seen = await Promise.all(seeds.map(playOnEmulator));
    expect(seen).toHaveLength(seeds.length);
    for (const { faults } of seen) expect(faults).toBeGreaterThan(5);
  });
});
