import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { serveStore } from "#e2e/serve-store.ts";
import { type RunningHeadwater, startHeadwater } from "#e2e/start-headwater.ts";
import { CASE_EDGES } from "#lib/analysis/case-edges.test-support.ts";
import { CASE_CAUSES, CASE_STATES } from "#lib/analysis/case-states.test-support.ts";
import { findLastObjects } from "#lib/emulator/flux/recordings.test-support.ts";
import { SCENARIOS } from "#lib/emulator/flux/scenarios/all.test-support.ts";
import { ENDS } from "#lib/emulator/flux/scenarios/ends.test-support.ts";
import { playTogether, SECONDS } from "#lib/emulator/flux/scenarios/play-scenario.test-support.ts";
import { toComparable } from "#lib/emulator/flux/scenarios/to-comparable.test-support.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { buildPrograms } from "./build-programs.ts";
import { toCaseView } from "./case-view.ts";
import { ControlPlane } from "./control-plane.ts";
import { fetchGraph } from "./fetch-graph.ts";
import { playOnControlPlane, prepareNamespaces } from "./play-on-control-plane.ts";
import { Recorder, type TapeEntry, toRecordingText } from "./recorder.ts";

const RECORDINGS = fileURLToPath(new URL("../../lib/emulator/flux/testdata/recordings/", import.meta.url));
/** The second reader starts when everything has settled, long enough before the end to have read it all. */
const LATE_SECONDS = 95;
/** What fails is tried again each ten seconds, which on a slow machine takes one of them: several looks see it at rest. */
const LOOKS = 4;
const BETWEEN_LOOKS_SECONDS = 2;

interface Look {
  /** Seconds after the beginning. */
  readonly t: number;
  /** Of Headwater that was there from the beginning. */
  readonly real: Snapshot;
  /** Of Headwater that was started at the end. */
  readonly late: Snapshot;
}

interface Played {
  readonly tapeOf: (namespaces: readonly string[]) => readonly TapeEntry[];
  readonly looks: readonly Look[];
  readonly emulated: Snapshot;
}

const ending: (() => Promise<unknown>)[] = [];
let played: Played | null = null;

function takePlayed(): Played {
  if (played === null) throw new Error("The cases have not been played.");
  return played;
}

function toNamespaces(name: string): readonly string[] {
  return name === "cross-ns-a" ? [name, "cross-ns-b"] : [name];
}

beforeAll(async () => {
  const plane = await ControlPlane.start(buildPrograms(() => {}));
  ending.push(() => plane.stop());
  await prepareNamespaces(plane, SCENARIOS);
  await plane.startController();
  const kubeconfig = await plane.writeKubeconfig("viewer");
  const early = await start(kubeconfig);
  const recorder = new Recorder();
  await recorder.start(plane.client);
  const began = Date.now();
  const until = (seconds: number) => setTimeout(Math.max(0, began + seconds * 1000 - Date.now()));
  await playOnControlPlane(plane, SCENARIOS);
  await until(LATE_SECONDS);
  const late = await start(kubeconfig);
  const looks: Look[] = [];
  for (let look = 0; look < LOOKS; look++) {
    await until(SECONDS + look * BETWEEN_LOOKS_SECONDS);
    const seen = { real: await fetchGraph(early.url), late: await fetchGraph(late.url) };
    looks.push({ ...seen, t: (Date.now() - began) / 1000 });
  }
  const tapeOf = await recorder.stop();

  // Played so that they end now.
  const { store } = await playTogether(SCENARIOS, SECONDS, { start: Date.now() - SECONDS * 1000 });
  const emulation = await serveStore("cases", store);
  ending.push(() => emulation.stop());
  const emulated = await start(emulation.kubeconfig);
  played = { looks, tapeOf, emulated: await fetchGraph(emulated.url) };
});

afterAll(async () => {
  for (const end of ending.reverse()) await end();
});

async function start(kubeconfig: string): Promise<RunningHeadwater> {
  const headwater = await startHeadwater(kubeconfig);
  ending.push(() => headwater.stop());
  return headwater;
}

/** Expects it of any look; the last one tells what is different. */
function expectOnce(seen: readonly unknown[], expected: unknown): void {
  for (const one of seen.slice(0, -1)) {
    try {
      expect(one).toEqual(expected);
      return;
    } catch {
      // It was looked at while it was tried again.
    }
  }
  expect(seen.at(-1)).toEqual(expected);
}

describe.each(SCENARIOS)("the case $name", ({ name }) => {
  const namespaces = toNamespaces(name);
  const table = { states: { ...CASE_STATES[name] }, causes: { ...CASE_CAUSES[name] }, edges: CASE_EDGES[name] };

  it("ends on the real controller as the table of ends says", () => {
    const { looks, tapeOf } = takePlayed();
    const tape = tapeOf(namespaces);
    const ends = looks.map((look) => findLastObjects({ seen: tape.filter(({ t }) => t <= look.t) }));
    expectOnce(ends.map(toComparable), ENDS[name]);
  });

  it("is told of the real controller as the table says: states, causes and edges", () => {
    const { looks } = takePlayed();
    expectOnce(
      looks.map(({ real }) => toCaseView(real, namespaces)),
      table,
    );
  });

  it("is told the same by a Headwater that starts when everything is over", () => {
    const { looks } = takePlayed();
    expectOnce(
      looks.map(({ late }) => toCaseView(late, namespaces)),
      table,
    );
  });

  it("is told the same of the emulator", () => {
    expect(toCaseView(takePlayed().emulated, namespaces)).toEqual(table);
  });
});

if (inject("record")) {
  it.each(SCENARIOS)("the recording of $name is written", ({ name }) => {
    const tape = takePlayed().tapeOf(toNamespaces(name));
    expect(tape.length).toBeGreaterThan(0);
    mkdirSync(RECORDINGS, { recursive: true });
    writeFileSync(`${RECORDINGS}${name}.json`, toRecordingText(name, SECONDS, tape));
  });
}
