import { compareText } from "#lib/graph/patch.ts";
import { type LayoutEdge, type LayoutNode, type Topology, toEdgeKey } from "./layout-engine.ts";

/** Gives the same topology sorted, each node and edge once, without edges that lead to nothing. */
export function readTopology(topology: Topology): Topology {
  const nodes = new Map<string, LayoutNode>();
  for (const node of [...topology.nodes].sort(compareNodes)) if (!nodes.has(node.id)) nodes.set(node.id, node);
  const edges = new Map<string, LayoutEdge>();
  for (const edge of topology.edges) {
    if (nodes.has(edge.from) && nodes.has(edge.to)) edges.set(toEdgeKey(edge.from, edge.to), edge);
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()].sort(compareEdges) };
}

function compareNodes(a: LayoutNode, b: LayoutNode): number {
  return compareText(a.id, b.id) || a.wave - b.wave;
}

function compareEdges(a: LayoutEdge, b: LayoutEdge): number {
  return compareText(a.from, b.from) || compareText(a.to, b.to);
}
