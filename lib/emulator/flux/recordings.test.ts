import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import { SCENARIOS } from "./scenarios/all.test-support.ts";
import { ENDS } from "./scenarios/ends.test-support.ts";
import { playScenario } from "./scenarios/play-scenario.test-support.ts";
import { toComparable } from "./scenarios/to-comparable.test-support.ts";

const FOLDER = new URL("../../../../shared/recordings/", import.meta.url);
const recorded = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
if (recorded.length === 0) process.stdout.write("skipped: no recordings of the real controller beside the checkout\n");

const recordingSchema = z.object({ tape: z.array(z.object({ type: z.string(), object: z.unknown() })) });

/** Gives the objects that were there when a recording ended. */
function readLastObjects(file: string): readonly RawObject[] {
  const { tape } = recordingSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
  const last = new Map<string, RawObject>();
  for (const { type, object } of tape) {
    const raw = parseRawObject(object);
    const key = raw && `${raw.kind}/${raw.metadata.namespace}/${raw.metadata.name}`;
    if (raw === null || key === null) continue;
    if (type === "DELETED") last.delete(key);
    else last.set(key, raw);
  }
  return [...last.values()];
}

describe.each(SCENARIOS)("the case $name", ({ name }) => {
  it("ends on the emulator as the table says", async () => {
    const { objects } = await playScenario(name);
    expect(toComparable(objects)).toEqual(ENDS[name]);
  });
});

describe("the table of ends", () => {
  it("has every case, and no other", () => {
    expect(Object.keys(ENDS).sort()).toEqual(SCENARIOS.map(({ name }) => name).sort());
  });

  it("has every case that was recorded from the real controller", () => {
    const missing = recorded.map((file) => file.replace(".json", "")).filter((name) => ENDS[name] === undefined);
    expect(missing).toEqual([]);
  });

  it("is what the real controller ended in, wherever its recordings are beside the checkout", () => {
    const ends = recorded.map((file) => [file.replace(".json", ""), toComparable(readLastObjects(file))]);
    const expected = recorded.length === 0 ? {} : ENDS;
    expect(Object.fromEntries(ends)).toEqual(expected);
  });
});
