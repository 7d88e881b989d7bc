import * as z from "zod";
import type { ApiKind } from "#lib/flux/kinds.ts";
import type { RawObject } from "#lib/flux/metadata.ts";
import { toObject } from "./raw-objects.ts";

/** One line of a watch. */
export type WatchEvent =
  | { readonly type: "applied" | "deleted"; readonly object: RawObject; readonly version: string }
  | { readonly type: "bookmark"; readonly version: string }
  | { readonly type: "error"; readonly code: number; readonly message: string }
  | { readonly type: "garbage" };

const eventSchema = z.object({ type: z.string(), object: z.record(z.string(), z.unknown()) });
const versionedSchema = z.object({ metadata: z.object({ resourceVersion: z.string().min(1) }) });
const statusSchema = z.object({ code: z.number().catch(0), message: z.string().catch("") });

/** Reads one line of a watch; whatever is not understood is garbage, never an exception. */
export function parseWatchEvent(kind: ApiKind, line: string): WatchEvent {
  const parsed = eventSchema.safeParse(parseJson(line));
  if (!parsed.success) return { type: "garbage" };
  const { type, object } = parsed.data;
  if (type === "ERROR") return { type: "error", ...statusSchema.parse(object) };
  const version = versionedSchema.safeParse(object).data?.metadata.resourceVersion;
  if (version === undefined) return { type: "garbage" };
  if (type === "BOOKMARK") return { type: "bookmark", version };
  const read = toObject(kind, object);
  if (read === null) return { type: "garbage" };
  if (type === "ADDED" || type === "MODIFIED") return { type: "applied", object: read, version };
  return type === "DELETED" ? { type: "deleted", object: read, version } : { type: "garbage" };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
