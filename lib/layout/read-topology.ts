import { compareText } from "#lib/graph/patch.ts";
import type { AnyTopology, IndexedTopology, LayoutEdge, LayoutNode } from "./layout-engine.ts";
import { floatAt } from "./numbers.ts";

/**
 * Gives a topology in numbers, the same whatever order it comes in, without edges that lead to nothing; one that is in
 * numbers already as it is.
 */
export function readTopology(topology: AnyTopology): IndexedTopology {
  if ("ids" in topology) return topology;
  const { nodes, edges } = topology;
  const sorted = sortNodes(nodes);
  const indexOf = new Map<string, number>();
  for (let index = 0; index < sorted.length; index++) indexOf.set(sorted[index]?.id ?? "", index);
  const keys = sortEdges(edges, indexOf, sorted.length);
  const from = new Int32Array(keys.length);
  const to = new Int32Array(keys.length);
  for (let edge = 0; edge < keys.length; edge++) {
    const key = floatAt(keys, edge);
    from[edge] = Math.floor(key / sorted.length);
    to[edge] = key % sorted.length;
  }
  return { ids: sorted.map(({ id }) => id), waves: Int32Array.from(sorted, ({ wave }) => wave), from, to };
}

/** By id, each once; a snapshot comes sorted already. */
function sortNodes(nodes: readonly LayoutNode[]): readonly LayoutNode[] {
  const isSorted = nodes.every(({ id }, index) => index === 0 || (nodes[index - 1]?.id ?? "") < id);
  if (isSorted) return nodes;
  const sorted = nodes.toSorted((a, b) => compareText(a.id, b.id) || a.wave - b.wave);
  return sorted.filter(({ id }, index) => index === 0 || sorted[index - 1]?.id !== id);
}

/** Each edge as one number, `from` times the number of nodes plus `to`; exact up to 94 million nodes. */
function sortEdges(
  edges: readonly LayoutEdge[],
  indexOf: ReadonlyMap<string, number>,
  nodes: number,
): Float64Array<ArrayBuffer> {
  const keys = new Float64Array(edges.length);
  let known = 0;
  let isSorted = true;
  for (const edge of edges) {
    const [from, to] = [indexOf.get(edge.from), indexOf.get(edge.to)];
    if (from === undefined || to === undefined) continue;
    const key = from * nodes + to;
    if (known > 0 && floatAt(keys, known - 1) >= key) isSorted = false;
    keys[known++] = key;
  }
  const all = keys.slice(0, known);
  if (isSorted) return all;
  all.sort();
  let count = 0;
  for (let index = 0; index < all.length; index++) {
    if (index === 0 || all[index] !== all[index - 1]) all[count++] = floatAt(all, index);
  }
  return all.slice(0, count);
}
