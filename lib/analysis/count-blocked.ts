import { at } from "#lib/graph/adjacency.ts";
import type { Graph } from "#lib/graph/graph-builder.ts";
import { NO_CAUSES } from "./cause-sets.ts";
import type { Census } from "./census.ts";
import type { Causes } from "./find-causes.ts";

/** Counts, by number, the blocked nodes that have each node among their causes. */
export function countBlocked({ nodes, structure }: Graph, { sets, setOf }: Causes, census: Census): Int32Array {
  const waiting = new Int32Array(sets.size);
  for (const number of census.blocked) {
    const set = at(setOf, number);
    if (set !== NO_CAUSES) waiting[set] = at(waiting, set) + 1;
  }
  const counts = new Int32Array(nodes.length);
  for (const [set, count] of waiting.entries()) {
    if (count === 0) continue;
    // A node may be in two causes of one set; it is one node.
    for (const id of new Set(sets.list(set).flatMap((cause) => cause.nodes))) {
      const number = structure.links.numberOf.get(id);
      if (number !== undefined) counts[number] = at(counts, number) + count;
    }
  }
  return counts;
}
