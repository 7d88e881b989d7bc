import { describe, expect, it } from "vitest";
import { SCENARIOS } from "#lib/emulator/flux/scenarios/all.test-support.ts";
import { playScenario } from "#lib/emulator/flux/scenarios/play-scenario.test-support.ts";
import { CASE_CAUSES, CASE_STATES } from "./case-states.test-support.ts";
import { replay, tellCauses, tellStates } from "./replay.test-support.ts";

describe.each(SCENARIOS)("the case $name, played on the emulator", ({ name }) => {
  it.each([
    ["that saw it all", false],
    ["that starts at its end", true],
  ])("ends in the states and causes of the table, for a process %s", async (_, fresh) => {
    const { seen, now } = await playScenario(name);
    const snapshot = replay(seen, { now, fresh });
    expect(tellStates(snapshot, name)).toEqual({ ...CASE_STATES[name] });
    expect(tellCauses(snapshot, name)).toEqual({ ...CASE_CAUSES[name] });
  });
});

describe("the table of cases", () => {
  it("has every scenario, and no case that is not played", () => {
    expect(Object.keys(CASE_STATES).sort()).toEqual(SCENARIOS.map(({ name }) => name).sort());
  });
});
