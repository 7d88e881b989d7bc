import { expect, inject, it } from "vitest";
import { findSeeds } from "#lib/cluster/fault-seeds.test-support.ts";
import { ApiClient } from "./api-client.ts";
import { type FaultSeen, playFaultSeed } from "./fault-play.ts";
import { toNamespace } from "./grant-permissions.ts";
import { compact } from "./start-api-server.ts";

const SEEDS = 50;
/** They wait more than they work; more at once would starve each other on a small machine. */
const AT_ONCE = 10;
const COMMAND = "npm run test:cluster -- faults";

it(`leaves the copy equal to the real API server once the network is healed, for ${SEEDS} seeds`, async () => {
  const { url, ca, tokens, etcdUrl } = inject("controlPlane");
  const client = new ApiClient(url, ca, tokens.admin);
  const seeds = [...findSeeds({ ...process.env, HEADWATER_FAULT_SEEDS: undefined }, SEEDS)];
  const seen: FaultSeen[] = [];
  const work = async () => {
    for (let seed = seeds.shift(); seed !== undefined; seed = seeds.shift()) {
      const namespace = `faults-${String(seed).replace(/\W/g, "-")}`;
      await client.post("/api/v1/namespaces", toNamespace(namespace));
      const server = { url, ca, token: tokens.admin };
      seen.push(await playFaultSeed({ seed, server, namespace, compact: () => compact(etcdUrl), command: COMMAND }));
    }
  };
  const count = seeds.length;
  await Promise.all(Array.from({ length: AT_ONCE }, work)).finally(() => client.close());
  expect(seen).toHaveLength(count);
  for (const { faults } of seen) expect(faults).toBeGreaterThan(5);
}, 600_000);
