import { buildLayers, type Layers } from "./layers.ts";
import type { IndexedTopology } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";

/**
 * A component as columns, one a wave, with every edge cut into links of one column. Items are the cards, numbered as the
 * nodes are, and after them the lanes in which a node's long edges pass the columns between.
 */
export interface ColumnGraph extends Layers {
  readonly topology: IndexedTopology;
  /** The wave of each column, ascending. */
  readonly waves: Int32Array;
  /** How many of the items are cards. */
  readonly cards: number;
  /** The node that an item is the card or a lane of. */
  readonly sourceOf: Int32Array;
  /** The lanes of edge `e`, from column to column, stand from `laneStarts[e]` to `laneStarts[e + 1]`. */
  readonly laneStarts: Int32Array;
  readonly lanes: Int32Array;
  /** The numbers of the edges that do not lead to a later column: those of cycles, and of a node to itself. */
  readonly loops: Int32Array;
}

/** Whether the long edges of one node share their lanes from the start, or each has its own. */
export type Bundling = "together" | "apart";

/**
 * Cuts a component's edges at each column that they pass. Together, the long edges of one node share their lanes, so that
 * a hub's fan is a bundle, and the number of items grows with nodes times waves at worst, not with edges times waves.
 */
export function buildColumnGraph(topology: IndexedTopology, bundling: Bundling = "together"): ColumnGraph {
  const { ids, from, to } = topology;
  const waves = Int32Array.from(new Set(topology.waves)).sort();
  const columnOfWave = new Map<number, number>();
  for (let column = 0; column < waves.length; column++) columnOfWave.set(intAt(waves, column), column);
  const columnOf = Array.from(topology.waves, (wave) => columnOfWave.get(wave) ?? 0);
  const sourceOf = Array.from(ids, (_, node) => node);
  const trunks = new Map<number, number[]>();
  const laneStarts = new Int32Array(from.length + 1);
  const lanes: number[] = [];
  for (let edge = 0; edge < from.length; edge++) {
    const [start, end] = [intAt(from, edge), intAt(to, edge)];
    const first = columnOf[start] ?? 0;
    const passed = (columnOf[end] ?? 0) - first - 1;
    if (passed > 0) {
      const trunk = (bundling === "together" ? trunks.get(start) : undefined) ?? [];
      trunks.set(start, trunk);
      while (trunk.length < passed) {
        sourceOf.push(start);
        trunk.push(columnOf.push(first + 1 + trunk.length) - 1);
      }
      for (let step = 0; step < passed; step++) lanes.push(trunk[step] ?? 0);
    }
    laneStarts[edge + 1] = lanes.length;
  }
  return linkColumns({
    topology,
    waves,
    columnOf: Int32Array.from(columnOf),
    sourceOf: Int32Array.from(sourceOf),
    laneStarts,
    lanes: Int32Array.from(lanes),
  });
}

/** Links the items along each edge, each pair of items once, or as often as nodes stand for others. */
export function linkColumns(
  parts: Pick<ColumnGraph, "topology" | "waves" | "columnOf" | "sourceOf" | "laneStarts" | "lanes">,
): ColumnGraph {
  const { topology, waves, columnOf, sourceOf, laneStarts, lanes } = parts;
  const { ids, from, to, weights } = topology;
  const loops: number[] = [];
  const links: { from: number[]; to: number[] } = { from: [], to: [] };
  const isLinked = new Set<number>();
  const link = (a: number, b: number) => {
    let times = 1;
    if (weights !== undefined) times = intAt(weights, intAt(sourceOf, a)) * (b < ids.length ? intAt(weights, b) : 1);
    for (; times > 0; times--) {
      links.from.push(a);
      links.to.push(b);
    }
  };
  for (let edge = 0; edge < from.length; edge++) {
    const end = intAt(to, edge);
    let last = intAt(from, edge);
    if (intAt(columnOf, end) <= intAt(columnOf, last)) {
      loops.push(edge);
      continue;
    }
    for (let place = intAt(laneStarts, edge); place < intAt(laneStarts, edge + 1); place++) {
      const lane = intAt(lanes, place);
      // Only what leads to a lane can be shared: there is but one edge from a node to a card.
      const key = last * columnOf.length + lane;
      if (!isLinked.has(key)) link(last, lane);
      isLinked.add(key);
      last = lane;
    }
    link(last, end);
  }
  return {
    ...parts,
    ...buildLayers(columnOf, waves.length, Int32Array.from(links.from), Int32Array.from(links.to)),
    cards: ids.length,
    loops: Int32Array.from(loops),
  };
}
