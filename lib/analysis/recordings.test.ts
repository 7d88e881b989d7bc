import { describe, expect, it } from "vitest";
import { readRecordings } from "#lib/emulator/flux/recordings.test-support.ts";
import { CASE_NEXTS, CASE_PROBLEMS } from "./case-problems.test-support.ts";
import { CASE_CAUSES, CASE_STATES } from "./case-states.test-support.ts";
import { CASE_WORDS } from "./case-words.test-support.ts";
import { replay, tellCauses, tellNexts, tellProblems, tellStates } from "./replay.test-support.ts";

const recordings = readRecordings();

describe.each(recordings)("the recording $name", ({ name, seen, now }) => {
  it("ends in the states of the table", () => {
    expect(tellStates(replay(seen, { now }), name)).toEqual(toTable(CASE_STATES[name]));
  });

  it("ends in the same states for a process that starts at its end", () => {
    expect(tellStates(replay(seen, { now, fresh: true }), name)).toEqual(toTable(CASE_STATES[name]));
  });

  it("names the root causes of the table", () => {
    expect(tellCauses(replay(seen, { now }), name)).toEqual({ ...CASE_CAUSES[name] });
  });

  it.each([false, true])("ends in the problems and next steps of the tables (fresh process: %s)", (fresh) => {
    const snapshot = replay(seen, { now, fresh });
    // A fresh process does not know how long a failure without a history has lasted: its order may be another.
    const [problems, expected] = [tellProblems(snapshot, name), [...(CASE_PROBLEMS[name] ?? [])]];
    expect(fresh ? problems.sort() : problems).toEqual(fresh ? expected.sort() : expected);
    expect(tellNexts(snapshot, name)).toEqual({ ...CASE_NEXTS[name] });
  });

  it("is told in the words of the table, with what a person may do", () => {
    const told = replay(seen, { now }).problems.map(({ headline, advice }) => [headline, advice]);
    expect(told).toEqual([...(CASE_WORDS[name] ?? [])]);
  });
});

function toTable(states: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return { ...states };
}

describe("the recordings", () => {
  it("are of every case of the table, and of no other", () => {
    expect(recordings.map(({ name }) => name).sort()).toEqual(Object.keys(CASE_STATES).sort());
  });
});
