import { mkdirSync, writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { serveStore } from "#e2e/serve-store.ts";
import { type RunningHeadwater, startHeadwater } from "#e2e/start-headwater.ts";
import { findLastObjects } from "#lib/emulator/flux/recordings.test-support.ts";
import { SCENARIOS } from "#lib/emulator/flux/scenarios/all.test-support.ts";
import { playTogether, SECONDS } from "#lib/emulator/flux/scenarios/play-scenario.test-support.ts";
import type { Scenario } from "#lib/emulator/flux/scenarios/scenario.test-support.ts";
import { toComparable } from "#lib/emulator/flux/scenarios/to-comparable.test-support.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import { buildPrograms } from "./build-programs.ts";
import { type CaseEnd, lookAtEnds, toExpectedEnd, toNamespaces } from "./case-ends.ts";
import { toCaseView } from "./case-view.ts";
import { ControlPlane } from "./control-plane.ts";
import { fetchGraph } from "./fetch-graph.ts";
import { playOnControlPlane, prepareNamespaces } from "./play-on-control-plane.ts";
import { Recorder, type TapeEntry, toRecordingText } from "./recorder.ts";

const RECORDINGS = fileURLToPath(new URL("../../lib/emulator/flux/testdata/recordings/", import.meta.url));
/** The second reader starts when everything has settled, long enough before the end to have read it all. */
const LATE_SECONDS = 95;
/** One case has a step that waits some seconds by itself; a recording is told as if none had. */
const MOST_DELAY_MS = 8_000;
interface Played {
  readonly tapeOf: (namespaces: readonly string[]) => readonly TapeEntry[];
  readonly ends: ReadonlyMap<string, CaseEnd>;
  readonly emulated: Snapshot;
}

const ending: (() => Promise<unknown>)[] = [];
let played: Played | null = null;

function takePlayed(): Played {
  if (played === null) throw new Error("The cases have not been played.");
  return played;
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
  const readCase = (scenario: Scenario) => findLastObjects({ seen: recorder.tapeOf(toNamespaces(scenario)) });
  const delay = await playOnControlPlane(plane, SCENARIOS, readCase);
  if (inject("record") && delay > MOST_DELAY_MS)
    throw new Error("This machine is too slow to record what others replay.");
  const until = (seconds: number) => setTimeout(Math.max(0, began + seconds * 1000 + delay - Date.now()));
  await until(LATE_SECONDS);
  const late = await start(kubeconfig);
  await until(SECONDS);
  const ends = await lookAtEnds(SCENARIOS, async () => {
    const [real, fromLate] = [await fetchGraph(early.url), await fetchGraph(late.url)];
    return (scenario) => ({
      objects: toComparable(readCase(scenario)),
      early: toCaseView(real, toNamespaces(scenario)),
      late: toCaseView(fromLate, toNamespaces(scenario)),
    });
  });
  await recorder.stop();

  // Played so that they end now.
  const { store } = await playTogether(SCENARIOS, SECONDS, { start: Date.now() - SECONDS * 1000 });
  const emulation = await serveStore("cases", store);
  ending.push(() => emulation.stop());
  const emulated = await start(emulation.kubeconfig);
  played = { ends, tapeOf: (namespaces) => recorder.tapeOf(namespaces), emulated: await fetchGraph(emulated.url) };
});

afterAll(async () => {
  for (const end of ending.reverse()) await end();
});

async function start(kubeconfig: string): Promise<RunningHeadwater> {
  const headwater = await startHeadwater(kubeconfig);
  ending.push(() => headwater.stop());
  return headwater;
}

describe.each(SCENARIOS)("the case $name", (scenario) => {
  const expected = toExpectedEnd(scenario);
  const takeEnd = () => takePlayed().ends.get(scenario.name);

  it("ends on the real controller as the table of ends says", () => {
    expect(takeEnd()?.objects).toEqual(expected.objects);
  });

  it("is told of the real controller as the table says: states, causes and edges", () => {
    expect(takeEnd()?.early).toEqual(expected.early);
  });

  it("is told the same by a Headwater that starts when everything is over", () => {
    expect(takeEnd()?.late).toEqual(expected.late);
  });

  it("is told the same of the emulator", () => {
    expect(toCaseView(takePlayed().emulated, toNamespaces(scenario))).toEqual(expected.early);
  });
});

if (inject("record")) {
  it.each(SCENARIOS)("the recording of $name is written", (scenario) => {
    const { name } = scenario;
    const tape = takePlayed().tapeOf(toNamespaces(scenario));
    expect(tape.length).toBeGreaterThan(0);
    mkdirSync(RECORDINGS, { recursive: true });
    writeFileSync(`${RECORDINGS}${name}.json`, toRecordingText(name, SECONDS, tape));
  });
}
