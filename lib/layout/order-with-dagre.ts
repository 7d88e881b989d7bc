import { Graph, layout } from "@dagrejs/dagre";
import type { ColumnGraph } from "./column-graph.ts";
import { type ColumnOrder, countCrossings } from "./count-crossings.ts";

interface Placed {
  readonly width: number;
  readonly height: number;
  readonly rank: number;
  readonly order?: number;
}

/** Above this many items dagre takes long enough that one try must do. */
const TRIES_LIMIT = 400;

/**
 * Orders the items of each column so that few links cross, by dagre. Its own ranking is switched off (`ranker: "none"`
 * takes the ranks as given): a wave is a column. Of several starting orders the one with the fewest crossings wins.
 */
export function orderWithDagre(graph: ColumnGraph): ColumnOrder {
  const starts = graph.items.length > TRIES_LIMIT ? [toStarts(graph)[0] ?? []] : toStarts(graph);
  let best: ColumnOrder = [];
  let fewest = Number.POSITIVE_INFINITY;
  for (const start of starts) {
    const order = runDagre(graph, start);
    const crossings = countCrossings(graph, order);
    if (crossings < fewest) [best, fewest] = [order, crossings];
    if (fewest === 0) break;
  }
  return best;
}

/** Dagre walks depth first from the first node on: from the busiest, or in the order of the ids, or against it. */
function toStarts({ items, links }: ColumnGraph): number[][] {
  const degree = new Int32Array(items.length);
  for (const { from, to } of links) {
    degree[from] = (degree[from] ?? 0) + 1;
    degree[to] = (degree[to] ?? 0) + 1;
  }
  const byId = items.map((_, item) => item);
  const byDegree = byId.toSorted((a, b) => (degree[b] ?? 0) - (degree[a] ?? 0) || a - b);
  return [byDegree, byId, byId.toReversed()];
}

function runDagre({ items, links, waves }: ColumnGraph, start: readonly number[]): ColumnOrder {
  const graph = new Graph<{ ranker: string; nodesep: number; ranksep: number }, Placed, { weight: number }>();
  graph.setGraph({ ranker: "none", nodesep: 1, ranksep: 2 });
  for (const item of start) graph.setNode(`n${item}`, { width: 1, height: 1, rank: 2 * (items[item]?.column ?? 0) });
  for (const { from, to } of links) graph.setEdge(`n${from}`, `n${to}`, { weight: 1 });
  layout(graph);
  const columns: number[][] = waves.map(() => []);
  for (const [item, { column }] of items.entries()) columns[column]?.push(item);
  const rankOf = items.map((_, item) => graph.node(`n${item}`).order ?? 0);
  for (const column of columns) column.sort((a, b) => (rankOf[a] ?? 0) - (rankOf[b] ?? 0) || a - b);
  return columns;
}
