import { buildLayers, type Layers } from "./layers.ts";
import { intAt } from "./numbers.ts";
import type { IndexedTopology } from "./read-topology.ts";

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
  /** The first lane of each node; the next are numbered on, one a column. -1 for a node that has none. */
  readonly firstLaneOf: Int32Array;
  /** The numbers of the edges that do not lead to a later column: those of cycles, and of a node to itself. */
  readonly loops: Int32Array;
}

/**
 * Cuts a component's edges at each column that they pass. The long edges of one node share their lanes, so that a hub's
 * fan is a bundle, and the number of items grows with nodes times waves at worst, not with edges times waves.
 */
export function buildColumnGraph(topology: IndexedTopology): ColumnGraph {
  const { ids, from, to } = topology;
  const waves = Int32Array.from(new Set(topology.waves)).sort();
  const columnOfWave = new Map<number, number>();
  for (let column = 0; column < waves.length; column++) columnOfWave.set(intAt(waves, column), column);
  const columnOf = Int32Array.from(topology.waves, (wave) => columnOfWave.get(wave) ?? 0);

  const lanes = new Int32Array(ids.length);
  const loops: number[] = [];
  for (let edge = 0; edge < from.length; edge++) {
    const [start, end] = [intAt(from, edge), intAt(to, edge)];
    const span = intAt(columnOf, end) - intAt(columnOf, start);
    if (span <= 0) loops.push(edge);
    else if (span - 1 > intAt(lanes, start)) lanes[start] = span - 1;
  }
  const items = ids.length + lanes.reduce((sum, count) => sum + count, 0);
  const allColumns = new Int32Array(items);
  allColumns.set(columnOf);
  const sourceOf = new Int32Array(items);
  const firstLaneOf = new Int32Array(ids.length).fill(-1);
  const links = new Links(from.length - loops.length + items - ids.length);
  let item = ids.length;
  for (let node = 0; node < ids.length; node++) {
    sourceOf[node] = node;
    if (intAt(lanes, node) > 0) firstLaneOf[node] = item;
    for (let step = 0; step < intAt(lanes, node); step++, item++) {
      allColumns[item] = intAt(columnOf, node) + 1 + step;
      sourceOf[item] = node;
      links.add(step === 0 ? node : item - 1, item);
    }
  }
  for (let edge = 0; edge < from.length; edge++) {
    const [start, end] = [intAt(from, edge), intAt(to, edge)];
    const span = intAt(columnOf, end) - intAt(columnOf, start);
    if (span > 0) links.add(span === 1 ? start : intAt(firstLaneOf, start) + span - 2, end);
  }
  return {
    ...buildLayers(allColumns, waves.length, links.from, links.to),
    topology,
    waves,
    cards: ids.length,
    sourceOf,
    firstLaneOf,
    loops: Int32Array.from(loops),
  };
}

class Links {
  readonly from: Int32Array;
  readonly to: Int32Array;
  #count = 0;

  constructor(size: number) {
    this.from = new Int32Array(size);
    this.to = new Int32Array(size);
  }

  add(from: number, to: number): void {
    this.from[this.#count] = from;
    this.to[this.#count++] = to;
  }
}
