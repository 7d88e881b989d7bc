import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseRawObject } from "#lib/flux/metadata.ts";
import { CASE_CAUSES, CASE_STATES } from "./case-states.test-support.ts";
import { replay, type Seen, tellCauses, tellStates } from "./replay.test-support.ts";

const FOLDER = new URL("../../../shared/recordings/", import.meta.url);
const cases = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
if (cases.length === 0) process.stdout.write("skipped: no recordings of the real controller beside the checkout\n");

const recordingSchema = z.object({
  case: z.string(),
  seconds: z.number(),
  tape: z.array(z.object({ t: z.number(), type: z.string(), object: z.unknown() })),
});

function readRecording(file: string): { name: string; seen: Seen[]; now: number } {
  const recording = recordingSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
  const seen = recording.tape.flatMap(({ type, object }) => {
    const raw = parseRawObject(object);
    return raw === null ? [] : [{ type, object: raw }];
  });
  const created = Date.parse(String(seen[0]?.object.metadata["creationTimestamp"]));
  return { name: recording.case, seen, now: created + recording.seconds * 1000 };
}

describe.each(cases.map((file) => readRecording(file)))("the recording $name", ({ name, seen, now }) => {
  it("ends in the states of the table", () => {
    expect(tellStates(replay(seen, { now }), name)).toEqual(toTable(CASE_STATES[name]));
  });

  it("ends in the same states for a process that starts at its end", () => {
    expect(tellStates(replay(seen, { now, fresh: true }), name)).toEqual(toTable(CASE_STATES[name]));
  });

  it("names the root causes of the table", () => {
    expect(tellCauses(replay(seen, { now }), name)).toEqual({ ...CASE_CAUSES[name] });
  });
});

function toTable(states: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return { ...states };
}

describe("the table of cases", () => {
  it("has every recording that is there", () => {
    const missing = cases.map((file) => file.replace(".json", "")).filter((name) => CASE_STATES[name] === undefined);
    expect(missing).toEqual([]);
  });
});
