import type { Snapshot } from "#lib/graph/model.ts";

/** Writes a snapshot whole, as `GET /api/graph` gives it, indented for people and for diffs. */
export function toJson(snapshot: Snapshot): string {
  return `${JSON.stringify(snapshot, null, 2)}\n`;
}
