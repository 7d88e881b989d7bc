import { snapshotSchema } from "#lib/api/snapshot.ts";
import type { Snapshot } from "#lib/graph/model.ts";

/** Asks a running Headwater for the whole graph, and holds the answer to what the wire promises. */
export async function fetchGraph(url: string): Promise<Snapshot> {
  const response = await fetch(`${url}/api/graph`);
  if (!response.ok) throw new Error(`${url}/api/graph answered ${response.status}: ${await response.text()}`);
  return snapshotSchema.parse(await response.json()) as Snapshot;
}
