import { describe, expect, it } from "vitest";
import { FakeClock } from "#lib/flux/fake-clock.ts";
import { FaultyNetwork } from "./faulty-network.test-support.ts";
import type { HttpConnection, HttpRequest } from "./http-connection.ts";
import { toRandom } from "./seeded-random.test-support.ts";
import { leap } from "./simulated-reader.test-support.ts";

const LINES = Array.from({ length: 30 }, (_, index) => `{"line":${index},"note":"ä😀"}`);
const watch: HttpRequest = {
  method: "GET",
  path: "/things?watch=true",
  headers: {},
  body: null,
  stream: true,
  signal: new AbortController().signal,
};

/** A server that says some lines over and over again to whoever asks, one every second. */
function toServer(clock: FakeClock): HttpConnection {
  async function* say(): AsyncGenerator<Uint8Array> {
    for (const line of LINES) {
      await new Promise<void>((resolve) => void clock.schedule(resolve, 1_000));
      yield Buffer.from(`${line}\n`);
    }
  }
  return {
    send: async () => ({ status: 200, headers: {}, body: say() }),
    close: async () => undefined,
    destroy: async () => undefined,
  };
}

/** What comes of one watch through a network that stays faulty for 40 seconds, and how it ends. */
async function receive(seed: number, isCalm: boolean): Promise<{ lines: readonly string[]; isBroken: boolean }> {
  const clock = new FakeClock();
  const rates = { request: 0, piece: 0.2, stream: 0 };
  const network = new FaultyNetwork({ clock, random: toRandom(seed), mayDie: false, rates });
  if (isCalm) network.calm();
  const { body } = await network.connect(toServer(clock)).send(watch);
  const pieces: Uint8Array[] = [];
  let isBroken = false;
  const reading = (async () => {
    for await (const piece of body) pieces.push(piece);
  })().catch(() => {
    isBroken = true;
  });
  await leap(clock, 40_000);
  network.heal();
  await leap(clock, 1_000);
  await reading;
  expect(network.openStreams).toBe(0);
  expect(clock.pending).toBeLessThanOrEqual(1);
  const text = Buffer.concat(pieces).toString();
  return { lines: text.split("\n").filter((line) => LINES.includes(line)), isBroken };
}

const SEEDS = Array.from({ length: 60 }, (_, index) => index + 1);

describe("a faulty network", () => {
  it("in calm loses nothing, and repeats only what was said before", async () => {
    let repeated = 0;
    for (const seed of SEEDS) {
      const { lines, isBroken } = await receive(seed, true);
      expect(isBroken).toBe(false);
      expect([...new Set(lines)]).toEqual(LINES);
      repeated += lines.length - LINES.length;
    }
    expect(repeated).toBeGreaterThan(SEEDS.length);
  });

  it("in a storm loses and breaks, and reorders nothing", async () => {
    let [lost, broken] = [0, 0];
    for (const seed of SEEDS) {
      const { lines, isBroken } = await receive(seed, false);
      const first = [...new Set(lines)];
      expect(first).toEqual(LINES.filter((line) => first.includes(line)));
      lost += LINES.length - first.length;
      if (isBroken) broken++;
    }
    expect(lost).toBeGreaterThan(SEEDS.length);
    expect(broken).toBeGreaterThan(5);
  });

  it("refuses until it is healed, and records both", async () => {
    const clock = new FakeClock();
    const rates = { request: 1, piece: 0, stream: 0 };
    const network = new FaultyNetwork({ clock, random: () => 0, mayDie: false, rates });
    const connection = network.connect(toServer(clock));
    await expect(connection.send(watch)).rejects.toMatchObject({ code: "ECONNRESET" });
    clock.advance(1_500);
    network.heal();
    await expect(connection.send(watch)).resolves.toMatchObject({ status: 200 });
    expect(network.record).toEqual([`0.000 s refuse {}: ${watch.path}`, "1.500 s healed"]);
  });
});
