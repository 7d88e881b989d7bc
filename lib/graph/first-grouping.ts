import type { ObjectId } from "#lib/flux/object-id.ts";
import { findStandIns, type Grouping, groupNodes, toLabelGrouping, toShownLink } from "./grouping.ts";
import { findLabelKeys } from "./labels.ts";
import type { GraphNode, Snapshot } from "./model.ts";
import { findTopology } from "./topology.ts";

/** From so many nodes on the first view is collapsed, where there is a way that can be read. */
const MANY_NODES = 1_500;
const MOST_SHOWN = 300;
const MOST_EDGES_EACH = 3;
const MOST_LABELS_TRIED = 4;

/** By the nodes of a graph, with its edges: whoever asks again of the same graph is not made to wait. */
const found = new WeakMap<readonly GraphNode[], { readonly edges: Snapshot["edges"]; readonly by: Grouping | null }>();

/**
 * Finds what to gather a large graph by at first: the way that leaves few nodes, few edges and hardly any knot, as
 * `collapseSnapshot` would draw them. Null where none does, and where the graph is not large.
 */
export function findFirstGrouping({ nodes, edges }: Pick<Snapshot, "nodes" | "edges">): Grouping | null {
  if (nodes.length <= MANY_NODES) return null;
  const known = found.get(nodes);
  if (known?.edges === edges) return known.by;
  const by = findReadable({ nodes, edges });
  found.set(nodes, { edges, by });
  return by;
}

function findReadable(graph: Pick<Snapshot, "nodes" | "edges">): Grouping | null {
  for (const by of toCandidates(graph.nodes)) if (isReadable(graph, by)) return by;
  return null;
}

function* toCandidates(nodes: readonly GraphNode[]): Generator<Grouping> {
  yield* ["namespace", "owner", "source"] as const;
  for (const { key } of findLabelKeys(nodes).slice(0, MOST_LABELS_TRIED)) yield toLabelGrouping(key);
}

function isReadable({ nodes, edges }: Pick<Snapshot, "nodes" | "edges">, by: Grouping): boolean {
  const groups = groupNodes(nodes, by);
  const gathered = groups.reduce((sum, { members }) => sum + members.length, 0);
  const shown = nodes.length - gathered + groups.length;
  if (groups.length < 2 || shown > MOST_SHOWN) return false;
  const standIns = findStandIns(groups);
  const links = new Map<string, { readonly from: ObjectId; readonly to: ObjectId }>();
  for (const edge of edges) {
    const link = toShownLink(edge, standIns);
    if (link !== null) links.set(link.key, link);
    if (links.size > MOST_EDGES_EACH * shown) return false;
  }
  const ids = [...new Set(nodes.map(({ id }) => standIns.get(id) ?? id))];
  const { cycles } = findTopology(ids, [...links.values()]);
  const knotted = cycles.reduce((sum, members) => sum + members.length, 0);
  return knotted * 4 <= shown;
}
