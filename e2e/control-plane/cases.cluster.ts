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

interface Played {
  readonly tapeOf: (namespaces: readonly string[]) => readonly TapeEntry[];
  /** Of Headwater that was there from the beginning. */
  readonly real: Snapshot;
  /** Of Headwater that was started at the end. */
  readonly late: Snapshot;
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
  await until(SECONDS);
  const real = { real: await fetchGraph(early.url), late: await fetchGraph(late.url) };
  const tapeOf = await recorder.stop();

  // Played so that they end now.
  const { store } = await playTogether(SCENARIOS, SECONDS, { start: Date.now() - SECONDS * 1000 });
  const emulation = await serveStore("cases", store);
  ending.push(() => emulation.stop());
  const emulated = await start(emulation.kubeconfig);
  played = { ...real, tapeOf, emulated: await fetchGraph(emulated.url) };
});

afterAll(async () => {
  for (const end of ending.reverse()) await end();
});

async function start(kubeconfig: string): Promise<RunningHeadwater> {
  const headwater = await startHeadwater(kubeconfig);
  ending.push(() => headwater.stop());
  return headwater;
}

describe.each(SCENARIOS)("the case $name", ({ name }) => {
  const namespaces = toNamespaces(name);
  const table = { states: { ...CASE_STATES[name] }, causes: { ...CASE_CAUSES[name] }, edges: CASE_EDGES[name] };

  it("ends on the real controller as the table of ends says", () => {
    expect(toComparable(findLastObjects({ seen: takePlayed().tapeOf(namespaces) }))).toEqual(ENDS[name]);
  });

  it("is told of the real controller as the table says: states, causes and edges", () => {
    expect(toCaseView(takePlayed().real, namespaces)).toEqual(table);
  });

  it("is told the same by a Headwater that starts when everything is over", () => {
    expect(toCaseView(takePlayed().late, namespaces)).toEqual(table);
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
