import { bundleLanes, type OrderedGraph } from "./bundle-lanes.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { type FoldedColumns, foldColumns } from "./fold-columns.ts";
import { FoldedColumn, type Reach } from "./folded-column.ts";
import { intAt } from "./numbers.ts";
import { RankedOrder } from "./ranked-order.ts";
import { sortTwins } from "./reading-order.ts";

/** A graph with its columns folded. */
export interface FoldedGraph {
  readonly graph: ColumnGraph;
  readonly folded: FoldedColumns;
}

interface Measures {
  readonly rounds: number;
  readonly reach: Reach;
}

/** So many items and links are sifted without sparing. */
const SMALL = 1_300;
const THOROUGH: Measures = { rounds: 8, reach: { cards: 200, rows: 200 } };
const QUICK: Measures = { rounds: 1, reach: { cards: 0, rows: 1 } };

/**
 * Folds columns so that few links cross: a lane can pass between two rows only, and so the best order without folds is not
 * the best with them. What is not folded stays as it was ordered.
 */
export function foldAndSift({ graph, order }: OrderedGraph, rowLimit: number): FoldedGraph {
  const folded = foldColumns(graph, order, rowLimit);
  if (folded.subColumns.every((count) => count === 1)) return { graph, folded };
  const measures = graph.columnOf.length + graph.right.targets.length <= SMALL ? THOROUGH : QUICK;
  const sifted = siftFolds(graph, folded, measures);
  const bundled = bundleLanes({ graph, order: sifted });
  const read = sortTwins(bundled.graph, bundled.order, bundled.graph.cards);
  return { graph: bundled.graph, folded: foldColumns(bundled.graph, read, rowLimit) };
}

function siftFolds(graph: ColumnGraph, { items, subColumns }: FoldedColumns, { rounds, reach }: Measures) {
  const ranked = new RankedOrder(graph, items);
  const rings = new Set(Array.from(graph.loops, (edge) => intAt(graph.columnOf, intAt(graph.topology.to, edge))));
  for (let round = 0; round < rounds; round++) {
    let saved = 0;
    for (let step = 0; step < ranked.columns; step++) {
      const column = round % 2 === 0 ? step : ranked.columns - 1 - step;
      const rows = new FoldedColumn(ranked, column, intAt(subColumns, column), graph.cards);
      let gain = rows.siftLanes(reach);
      // The members of a cycle stay together as they are.
      if (!rings.has(column)) gain += rows.siftCards(reach);
      if (gain > 0) rows.settle();
      saved += gain;
    }
    if (saved === 0) break;
  }
  return ranked.order;
}
