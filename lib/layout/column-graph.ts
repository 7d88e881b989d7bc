import type { LayoutEdge, Topology } from "./layout-engine.ts";

/** What stands in a column: a node's card, or (node null) the trunk in which all edges of `source` pass that column. */
export interface Item {
  readonly column: number;
  readonly node: string | null;
  readonly source: string;
}

/** Joins items (by number) of neighbouring columns, left to right. */
export interface Link {
  readonly from: number;
  readonly to: number;
}

/** An edge with the items that it goes through, both ends among them. */
export interface Route extends LayoutEdge {
  readonly items: readonly number[];
}

/** A component as columns, one a wave, with every edge cut into links of one column. */
export interface ColumnGraph {
  /** The wave of each column, ascending. */
  readonly waves: readonly number[];
  readonly items: readonly Item[];
  readonly itemOf: ReadonlyMap<string, number>;
  readonly links: readonly Link[];
  readonly routes: readonly Route[];
  /** Edges that do not lead to a later column: those of cycles, and of a node to itself. */
  readonly loops: readonly LayoutEdge[];
}

/**
 * Cuts a component's edges at each column that they pass. The long edges of one node share one trunk, so that a hub's
 * fan is a bundle, and the number of items grows with nodes times waves at worst, not with edges times waves.
 */
export function buildColumnGraph({ nodes, edges }: Topology): ColumnGraph {
  const waves = [...new Set(nodes.map(({ wave }) => wave))].sort((a, b) => a - b);
  const columnOf = new Map(waves.map((wave, column) => [wave, column]));
  const items: Item[] = nodes.map(({ id, wave }) => ({ column: columnOf.get(wave) ?? 0, node: id, source: id }));
  const itemOf = new Map(nodes.map(({ id }, item) => [id, item]));
  const links: Link[] = [];
  const routes: Route[] = [];
  const loops: LayoutEdge[] = [];
  const trunks = new Map<number, number[]>();

  for (const edge of edges) {
    const [start, end] = [itemOf.get(edge.from), itemOf.get(edge.to)];
    if (start === undefined || end === undefined) continue;
    const [first, last] = [items[start]?.column ?? 0, items[end]?.column ?? 0];
    if (last <= first) {
      loops.push(edge);
      continue;
    }
    const trunk = trunks.get(start) ?? [];
    trunks.set(start, trunk);
    while (trunk.length < last - first - 1) {
      const item = items.push({ column: first + trunk.length + 1, node: null, source: edge.from }) - 1;
      links.push({ from: trunk.at(-1) ?? start, to: item });
      trunk.push(item);
    }
    const passed = trunk.slice(0, last - first - 1);
    links.push({ from: passed.at(-1) ?? start, to: end });
    routes.push({ ...edge, items: [start, ...passed, end] });
  }
  return { waves, items, itemOf, links, routes, loops };
}
