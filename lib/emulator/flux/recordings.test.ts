import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";
import { playTape, type TapeEntry, toComparable } from "./play-tape.test-support.ts";

const FOLDER = new URL("../../../../shared/recordings/", import.meta.url);
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith(".json")) : [];
if (files.length === 0) process.stdout.write("skipped: no recordings of the real controller beside the checkout\n");

const recordingSchema = z.object({
  case: z.string(),
  seconds: z.number(),
  tape: z.array(z.object({ t: z.number(), type: z.string(), object: z.unknown() })),
});

describe.each(files)("the case %s", (file) => {
  it("ends on the emulator as it ended on the real controller", async () => {
    const recording = recordingSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
    const tape = recording.tape.flatMap(({ t, type, object }): TapeEntry[] => {
      const raw = parseRawObject(object);
      return raw === null ? [] : [{ t, type, object: raw }];
    });
    const played = await playTape(tape, recording.seconds);
    expect(played.map(toComparable)).toEqual(findLast(tape).map(toComparable));
  });
});

function findLast(tape: readonly TapeEntry[]): readonly RawObject[] {
  const last = new Map<string, RawObject>();
  for (const { type, object } of tape) {
    if (object.kind !== "Kustomization") continue;
    const key = `${object.metadata.namespace}/${object.metadata.name}`;
    if (type === "DELETED") last.delete(key);
    else last.set(key, object);
  }
  return [...last].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object);
}
