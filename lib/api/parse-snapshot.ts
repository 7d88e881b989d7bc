import type { Snapshot } from "#lib/graph/model.ts";
import { toQuickCheck } from "./quick-check.ts";
import { snapshotSchema } from "./snapshot.ts";

const isSnapshot = toQuickCheck(snapshotSchema);

/** Takes untrusted data for a snapshot, as it is where it is one; throws what zod throws where it is none. */
export function parseSnapshot(data: unknown): Snapshot {
  return isSnapshot(data) ? data : snapshotSchema.parse(data);
}
