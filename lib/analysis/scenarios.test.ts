import { describe, expect, it } from "vitest";
import { SCENARIOS } from "#lib/emulator/flux/scenarios/all.test-support.ts";
import { playScenario } from "#lib/emulator/flux/scenarios/play-scenario.test-support.ts";
import { CASE_NEXTS, CASE_PROBLEMS } from "./case-problems.test-support.ts";
import { CASE_CAUSES, CASE_STATES } from "./case-states.test-support.ts";
import { replay, tellCauses, tellNexts, tellProblems, tellStates } from "./replay.test-support.ts";

describe.each(SCENARIOS)("the case $name, played on the emulator", ({ name }) => {
  it.each([
    ["that saw it all", false],
    ["that starts at its end", true],
  ])("ends in the states, causes and problems of the table, for a process %s", async (_, fresh) => {
    const { seen, now } = await playScenario(name);
    const snapshot = replay(seen, { now, fresh });
    expect(tellStates(snapshot, name)).toEqual({ ...CASE_STATES[name] });
    expect(tellCauses(snapshot, name)).toEqual({ ...CASE_CAUSES[name] });
    // A fresh process does not know how long a failure without a history has lasted: its order may be another.
    const [problems, expected] = [tellProblems(snapshot, name), [...(CASE_PROBLEMS[name] ?? [])]];
    expect(fresh ? problems.sort() : problems).toEqual(fresh ? expected.sort() : expected);
    expect(tellNexts(snapshot, name)).toEqual({ ...CASE_NEXTS[name] });
  });
});

describe("the table of cases", () => {
  it("has every scenario, and no case that is not played", () => {
    expect(Object.keys(CASE_STATES).sort()).toEqual(SCENARIOS.map(({ name }) => name).sort());
  });
});
