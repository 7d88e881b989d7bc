import { Agent, get } from "node:http";
import { measureGrowth } from "./measure-growth.ts";
import { type Row, toRow } from "./row.ts";
import { SETTLING_MS, type Start, serveFleet } from "./serve-fleet.ts";
import { startNextAlone } from "./start-next-alone.ts";
import { createProbe, type Probed, startProbed } from "./start-probed.ts";

const SIZE = 10_000;
const AT_ONCE = 1_000;
/** Next copies and compresses 12 MB for each who asks: a thousand of them need more memory than most machines have. */
const AT_ONCE_BY_NEXT = 20;
const TURNS = 3;
/** Longer than the probe takes to tell anew. */
const PROBE_MS = 300;

interface Figures {
  /** Until each was answered, milliseconds. */
  readonly whole: readonly number[];
  readonly unchanged: readonly number[];
  /** Work of the server for all who ask for the whole graph, milliseconds. */
  readonly cpuMs: number;
}

/** A thousand who ask for ten thousand Kustomizations at once, and how what is sent grows with the fleet. */
export async function load(): Promise<readonly Row[]> {
  const [ours, theirs]: [Figures[], Figures[]] = [[], []];
  for (let turn = 0; turn < TURNS; turn++) {
    ours.push(await measure(startProbed, AT_ONCE));
    theirs.push(await measure(startNextAlone, AT_ONCE_BY_NEXT));
  }
  const row = (what: string, figures: (one: Figures) => readonly number[]) =>
    toRow("load", what, "ms", ours.flatMap(figures), {
      what: `through Next's routes, ${AT_ONCE_BY_NEXT} at once`,
      figures: theirs.flatMap(figures),
    });
  return [
    row(`${AT_ONCE} ask for the graph of ${SIZE} at once, compressed: each has it`, ({ whole }) => whole),
    row("the same, work of the server", ({ cpuMs }) => [cpuMs]),
    row("the same, unchanged (304)", ({ unchanged }) => unchanged),
    ...measureGrowth(),
  ];
}

async function measure(start: (probe: Probed) => Start, count: number): Promise<Figures> {
  const probe = createProbe();
  const fleet = await serveFleet(SIZE, start(probe));
  const agent = new Agent({ maxSockets: count });
  try {
    const url = `${fleet.url}/api/graph`;
    await wait(SETTLING_MS);
    const { etag } = await ask(agent, url, null);
    await wait(PROBE_MS);
    const before = probe.read().cpuMs;
    const whole = await askAtOnce(agent, url, null, count);
    await wait(PROBE_MS);
    const cpuMs = probe.read().cpuMs - before;
    return { whole, cpuMs, unchanged: await askAtOnce(agent, url, etag, count) };
  } finally {
    agent.destroy();
    await fleet.stop();
    probe.stop();
  }
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

async function askAtOnce(agent: Agent, url: string, etag: string | null, count: number): Promise<readonly number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => ask(agent, url, etag)));
  return answers.map(({ ms }) => ms);
}

/** Asks as a browser does, without taking the answer apart. */
function ask(
  agent: Agent,
  url: string,
  etag: string | null,
): Promise<{ readonly ms: number; readonly etag: string | null }> {
  const began = performance.now();
  const headers = { "accept-encoding": "gzip", ...(etag === null ? {} : { "if-none-match": etag }) };
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (response) => {
      const expected = etag === null ? 200 : 304;
      if (response.statusCode !== expected) reject(new Error(`The answer was ${response.statusCode}.`));
      response.resume();
      response.on("end", () => resolve({ ms: performance.now() - began, etag: response.headers.etag ?? null }));
    }).on("error", reject);
  });
}
