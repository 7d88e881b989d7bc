import type { Snapshot } from "#lib/graph/model.ts";
import type { Cuts } from "./json-in-parts.ts";
import { toQuickCheck } from "./quick-check.ts";
import { snapshotSchema } from "./snapshot.ts";

const isSnapshot = toQuickCheck(snapshotSchema);

/** A large snapshot is read in parts: its nodes in some, its edges, and what nobody waits for. */
export const SNAPSHOT_CUTS: Cuts = {
  keys: ["edges", "cycles"],
  array: { key: "nodes", itemStart: '{"id":' },
  size: 2_500_000,
};

/** Takes untrusted data for a snapshot, as it is where it is one; throws what zod throws where it is none. */
export function parseSnapshot(data: unknown): Snapshot {
  return isSnapshot(data) ? data : snapshotSchema.parse(data);
}

/**
 * Whether untrusted data looks like a snapshot at first sight, so that what takes long may begin with it; before anything
 * of it is shown, `parseSnapshot` looks at all of it.
 */
export function looksLikeSnapshot(data: unknown): data is Snapshot {
  if (typeof data !== "object" || data === null) return false;
  const { clusters, nodes, edges } = data as Partial<Snapshot>;
  return Array.isArray(clusters) && Array.isArray(nodes) && Array.isArray(edges);
}
