import { describe, expect, it } from "vitest";
import { fc } from "#lib/flux/fast-check.test-support.ts";
import { KUSTOMIZATION } from "#lib/flux/kinds.ts";
import type { HttpResponse } from "./http-connection.ts";
import { leap, type SimulatedReader, simulateReader, toSimulatedContext } from "./simulated-reader.test-support.ts";
import {
  type SimulatedStream,
  toHungAnswer,
  toRefusal,
  toStatusAnswer,
  toTextAnswer,
} from "./simulated-server.test-support.ts";

const MINUTE_MS = 60_000;
/** In so long the waits have grown to their longest, whatever fails and how long it holds meanwhile. */
const GROWING_MS = 10 * MINUTE_MS;
const WATCHED_MS = 10 * MINUTE_MS;

/** What befalls one request: an answer in the server's place, or an end of the watch that it opens. */
type Mishap =
  | { readonly name: string; readonly answer: () => HttpResponse | Error }
  | { readonly name: string; readonly end: (stream: SimulatedStream) => void; readonly afterMs: number };

const ANSWERS: readonly Mishap[] = [
  { name: "refused", answer: toRefusal },
  { name: "cut", answer: () => Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }) },
  { name: "silence", answer: () => toHungAnswer() },
  { name: "401", answer: () => toStatusAnswer(401, "Unauthorized") },
  { name: "403", answer: () => toStatusAnswer(403, "no") },
  { name: "404", answer: () => toTextAnswer(404, "404 page not found") },
  { name: "410", answer: () => toStatusAnswer(410, "gone") },
  { name: "422", answer: () => toStatusAnswer(422, "invalid") },
  { name: "429", answer: () => toStatusAnswer(429, "wait") },
  { name: "429 for a second", answer: () => toStatusAnswer(429, "wait", { "retry-after": "1" }) },
  { name: "500", answer: () => toStatusAnswer(500, "failed") },
  { name: "HTML", answer: () => toTextAnswer(200, "<html>", { "content-type": "text/html" }) },
  { name: "half a JSON", answer: () => toTextAnswer(200, '{"metadata":') },
  { name: "no version", answer: () => toTextAnswer(200, '{"metadata":{},"items":[]}') },
  { name: "nothing", answer: () => toTextAnswer(200, "") },
];
const ENDS: readonly (Omit<Mishap, "afterMs"> & { end: (stream: SimulatedStream) => void; longestMs: number })[] = [
  { name: "ends", end: (stream) => stream.end(), longestMs: 19_000 },
  { name: "is cut", end: (stream) => stream.cut(), longestMs: 19_000 },
  { name: "tells of 410", end: (stream) => stream.fail(410), longestMs: MINUTE_MS },
  { name: "tells of 500", end: (stream) => stream.fail(500), longestMs: MINUTE_MS },
  { name: "says garbage", end: (stream) => stream.pushBytes(Buffer.from("<html>\n")), longestMs: MINUTE_MS },
];
const GOOD: Mishap = { name: "good", end: () => undefined, afterMs: 0 };

/** Lets the requests of each sort fare by its script, over and over, and gives when they were sent. */
function play(lists: readonly Mishap[], watches: readonly Mishap[], random: () => number) {
  const sim = simulateReader({ kinds: [KUSTOMIZATION], random });
  const times: number[] = [];
  const turns = { list: 0, watch: 0 };
  sim.server.put(KUSTOMIZATION, "flux", "a");
  sim.server.fault = ({ path, query }) => {
    if (path === "/version") return random() < 0.5 ? toRefusal() : null;
    times.push(sim.clock.now());
    const sort = query.has("watch") ? "watch" : "list";
    const script = sort === "watch" ? watches : lists;
    const mishap = script[turns[sort]++ % script.length] ?? GOOD;
    if ("answer" in mishap) return mishap.answer();
    if (sort === "watch") endLater(sim, mishap);
    return null;
  };
  return { sim, times };
}

function endLater(sim: SimulatedReader, { end, afterMs }: Extract<Mishap, { afterMs: number }>): void {
  const before = new Set(sim.server.streams);
  const endFresh = () => {
    for (const stream of sim.server.streams) if (!before.has(stream)) end(stream);
  };
  // One that ends at once does so after it was opened, which is a turn later.
  if (afterMs === 0) setImmediate(endFresh);
  else sim.clock.schedule(endFresh, afterMs);
}

function findFullestMinute(times: readonly number[], sinceMs: number): number {
  const late = times.filter((time) => time >= sinceMs);
  return Math.max(0, ...late.map((from) => late.filter((time) => time >= from && time < from + MINUTE_MS).length));
}

async function measure(lists: readonly Mishap[], watches: readonly Mishap[], random: () => number) {
  const { sim, times } = play(lists, watches, random);
  const startedAt = sim.clock.now();
  await sim.start();
  await sim.pass(GROWING_MS + WATCHED_MS);
  await sim.reader.stop();
  return {
    all: times.length,
    first: times.filter((time) => time < startedAt + GROWING_MS).length,
    fullestMinute: findFullestMinute(times, startedAt + GROWING_MS),
  };
}

const atOnce = ENDS.map(({ longestMs: _, ...end }): Mishap => ({ ...end, afterMs: 0 }));
const late = ENDS.map(({ longestMs, ...end }): Mishap => ({ ...end, name: `${end.name} late`, afterMs: longestMs }));

describe("while failing: at most three requests a minute, and still some", () => {
  it.each(ANSWERS.map((mishap) => [mishap.name, mishap] as const))("each list: %s", async (_name, mishap) => {
    const { first, all, fullestMinute } = await measure([mishap], [GOOD], () => 0.5);
    expect(fullestMinute).toBeLessThanOrEqual(3);
    expect(first).toBeLessThanOrEqual(40);
    expect(all - first).toBeGreaterThanOrEqual(9);
  });

  it.each([...ANSWERS, ...atOnce, ...late].map((mishap) => [mishap.name, mishap] as const))(
    "each watch: %s",
    async (_name, mishap) => {
      const { first, all, fullestMinute } = await measure([GOOD], [mishap], () => 0.5);
      expect(fullestMinute).toBeLessThanOrEqual(3);
      expect(first).toBeLessThanOrEqual(45);
      expect(all - first).toBeGreaterThanOrEqual(6);
    },
  );

  it("each watch: 401, though the credentials are others each time they are read and the probe is answered", async () => {
    let reads = 0;
    const sim = simulateReader({ kinds: [KUSTOMIZATION], load: () => toSimulatedContext({ token: `t${++reads}` }) });
    await sim.start();
    sim.server.fault = ({ query }) => (query.has("watch") ? toStatusAnswer(401, "Unauthorized") : null);
    for (const stream of sim.server.streams) stream.end();
    await leap(sim.clock, GROWING_MS);
    const before = sim.server.requests(KUSTOMIZATION, "watch").length;
    await leap(sim.clock, WATCHED_MS);
    expect(sim.server.requests(KUSTOMIZATION, "watch").length - before).toBeLessThanOrEqual(30);
    await sim.reader.stop();
  });

  it("a list and then three watches of which two are refused, while the probe brings the server back in between", async () => {
    const told = { name: "tells of 410", end: (stream: SimulatedStream) => stream.fail(410), afterMs: 50_001 };
    const refused = { name: "refused", answer: toRefusal };
    // Found by the property below: the wait of the pace was cut short by a sign of life.
    const values = [0, 0, 0, 0, 0, 0, 0, 0.94, 0, 0];
    let turn = 0;
    const random = () => values[turn++ % values.length] ?? 0;
    const { fullestMinute } = await measure([GOOD], [told, refused, refused], random);
    expect(fullestMinute).toBeLessThanOrEqual(3);
  });

  it("whatever fails in whatever turn, and whatever the server says to the probe", async () => {
    const answer = fc.constantFrom(...ANSWERS);
    // A watch is let be silent for 90 s, which with little more is two healthy minutes: the waits begin small again.
    const denied = fc.constantFrom(...ANSWERS.filter(({ name }) => name !== "silence"));
    const end = fc
      .constantFrom(...ENDS)
      .chain(({ longestMs, ...ended }) =>
        fc.integer({ min: 0, max: longestMs }).map((afterMs): Mishap => ({ ...ended, afterMs })),
      );
    const lists = fc.array(fc.oneof(answer, fc.constant(GOOD)), { minLength: 1, maxLength: 6 });
    const watches = fc.array(fc.oneof(denied, end), { minLength: 1, maxLength: 6 });
    const randoms = fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 1, maxLength: 20 });
    const property = fc.asyncProperty(lists, watches, randoms, async (listed, watched, values) => {
      let turn = 0;
      const random = () => values[turn++ % values.length] ?? 0;
      expect((await measure(listed, watched, random)).fullestMinute).toBeLessThanOrEqual(3);
    });
    await fc.assert(property, { numRuns: 100 });
  }, 60_000);
});
