import type { ExportGraph, ExportNode } from "./export-graph.ts";

/** How much a format, or what draws it, bears. */
export interface GraphLimits {
  readonly nodes: number;
  readonly edges: number;
}

/**
 * Keeps as many nodes as the limits allow: those in trouble first, then those with most edges, then by id. What was
 * left out is counted, so that the picture can say so.
 */
export function limitGraph(graph: ExportGraph, limits: GraphLimits): ExportGraph {
  if (graph.nodes.length <= limits.nodes && graph.edges.length <= limits.edges) return graph;
  const degrees = new Map<string, number>();
  for (const { from, to } of graph.edges) {
    degrees.set(from, (degrees.get(from) ?? 0) + 1);
    degrees.set(to, (degrees.get(to) ?? 0) + 1);
  }
  const degreeOf = ({ id }: ExportNode) => degrees.get(id) ?? 0;
  const ranked = graph.nodes.toSorted(
    (a, b) => toUrgency(a) - toUrgency(b) || degreeOf(b) - degreeOf(a) || (a.id < b.id ? -1 : 1),
  );
  const rankOf = new Map(ranked.map(({ id }, rank) => [id, rank]));
  /** An edge is drawn once the later of its two ends is. */
  const rankOfEdge = ({ from, to }: { from: string; to: string }) =>
    Math.max(rankOf.get(from) ?? Number.POSITIVE_INFINITY, rankOf.get(to) ?? Number.POSITIVE_INFINITY);
  const firstTooMany = graph.edges.map(rankOfEdge).sort((a, b) => a - b)[limits.edges] ?? Number.POSITIVE_INFINITY;
  const most = Math.min(limits.nodes, firstTooMany);
  const isKept = (id: string) => (rankOf.get(id) ?? Number.POSITIVE_INFINITY) < most;
  const nodes = graph.nodes.filter(({ id }) => isKept(id));
  return {
    ...graph,
    nodes,
    edges: graph.edges.filter(({ from, to }) => isKept(from) && isKept(to)),
    leftOut: graph.leftOut + graph.nodes.length - nodes.length,
  };
}

function toUrgency({ state, node }: ExportNode): number {
  if (node.inCycle || state === "failed" || state === "missing" || node.blocks.now > 0) return 0;
  return state === null || state === "ready" ? 2 : 1;
}
