import { readdirSync, readFileSync } from "node:fs";
import * as z from "zod";
import { parseRawObject, type RawObject } from "#lib/flux/metadata.ts";

/** What a watcher of a real API server saw while the real controller worked on one case. */
export interface Recording {
  readonly name: string;
  readonly seen: readonly { readonly type: string; readonly object: RawObject }[];
  /** Milliseconds since the epoch at the end. */
  readonly now: number;
}

const FOLDER = new URL("testdata/recordings/", import.meta.url);

const recordingSchema = z.object({
  case: z.string(),
  seconds: z.number(),
  tape: z.array(z.object({ t: z.number(), type: z.string(), object: z.unknown() })),
});

/** Reads every recording of the project; `npm run test:cluster -- --record` writes them anew. */
export function readRecordings(): readonly Recording[] {
  return readdirSync(FOLDER).map((file) => {
    const recording = recordingSchema.parse(JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")));
    const seen = recording.tape.flatMap(({ type, object }) => {
      const raw = parseRawObject(object);
      return raw === null ? [] : [{ type, object: raw }];
    });
    const created = Date.parse(String(seen[0]?.object.metadata["creationTimestamp"]));
    return { name: recording.case, seen, now: created + recording.seconds * 1000 };
  });
}

/** Gives the objects that were there when a recording ended. */
export function findLastObjects({ seen }: Pick<Recording, "seen">): readonly RawObject[] {
  const last = new Map<string, RawObject>();
  for (const { type, object } of seen) {
    const key = `${object.kind}/${object.metadata.namespace}/${object.metadata.name}`;
    if (type === "DELETED") last.delete(key);
    else last.set(key, object);
  }
  return [...last.values()];
}
