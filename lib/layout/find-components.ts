import type { LayoutEdge, LayoutNode, Topology } from "./layout-engine.ts";

/** A topology in connected parts, and the nodes that no edge touches. */
export interface Components {
  readonly connected: readonly Topology[];
  readonly isolated: readonly string[];
}

/**
 * Splits a topology into its connected components; the order within and among them is that of the nodes.
 * A node with no edge but one to itself is a component of its own, as that edge has to be drawn.
 */
export function findComponents({ nodes, edges }: Topology): Components {
  const parents = new Map(nodes.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let root = id;
    for (let parent = parents.get(root); parent !== undefined && parent !== root; parent = parents.get(root))
      root = parent;
    for (let at = id; at !== root; ) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  const touched = new Set<string>();
  for (const { from, to } of edges) {
    parents.set(find(from), find(to));
    touched.add(from).add(to);
  }
  const groups = new Map<string, { nodes: LayoutNode[]; edges: LayoutEdge[] }>();
  const isolated: string[] = [];
  for (const node of nodes) {
    if (!touched.has(node.id)) {
      isolated.push(node.id);
      continue;
    }
    const root = find(node.id);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, { nodes: [node], edges: [] });
    else group.nodes.push(node);
  }
  for (const edge of edges) groups.get(find(edge.from))?.edges.push(edge);
  return { connected: [...groups.values()], isolated };
}
