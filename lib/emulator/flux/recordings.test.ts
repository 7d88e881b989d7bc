import { describe, expect, it } from "vitest";
import { findLastObjects, readRecordings } from "./recordings.test-support.ts";
import { SCENARIOS } from "./scenarios/all.test-support.ts";
import { ENDS } from "./scenarios/ends.test-support.ts";
import { playScenario } from "./scenarios/play-scenario.test-support.ts";
import { toComparable } from "./scenarios/to-comparable.test-support.ts";

const NAMES = SCENARIOS.map(({ name }) => name).sort();

describe.each(SCENARIOS)("the case $name", ({ name }) => {
  it("ends on the emulator as the table says", async () => {
    const { objects } = await playScenario(name);
    expect(toComparable(objects)).toEqual(ENDS[name]);
  });
});

describe("the table of ends", () => {
  it("has every case, and no other", () => {
    expect(Object.keys(ENDS).sort()).toEqual(NAMES);
  });

  it("is what the real controller ended in, in every recording", () => {
    const ends = readRecordings().map((recording) => [recording.name, toComparable(findLastObjects(recording))]);
    expect(Object.fromEntries(ends)).toEqual(ENDS);
  });
});
