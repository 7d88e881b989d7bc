import { Graph, layout } from "@dagrejs/dagre";
import type { ColumnOrder, Layers } from "./layers.ts";
import { intAt } from "./numbers.ts";
import { countCrossings } from "./ranked-order.ts";
import { sortByKey } from "./sort-by-key.ts";

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
export function orderWithDagre(layers: Layers): ColumnOrder {
  const starts = toStarts(layers);
  let best: ColumnOrder = new Int32Array();
  let fewest = Number.POSITIVE_INFINITY;
  for (const start of layers.columnOf.length > TRIES_LIMIT ? starts.slice(0, 1) : starts) {
    const order = runDagre(layers, start);
    const crossings = countCrossings(layers, order);
    if (crossings < fewest) [best, fewest] = [order, crossings];
    if (fewest === 0) break;
  }
  return best;
}

/** Dagre walks depth first from the first node on: from the busiest, or in the order of the ids, or against it. */
function toStarts({ columnOf, left, right }: Layers): Int32Array[] {
  const byId = columnOf.map((_, item) => item);
  const keys = Float64Array.from(
    byId,
    (item) =>
      intAt(left.starts, item) -
      intAt(left.starts, item + 1) +
      intAt(right.starts, item) -
      intAt(right.starts, item + 1),
  );
  const byDegree = byId.slice();
  sortByKey(byDegree, keys, 0, byDegree.length, new Int32Array(byDegree.length));
  return [byDegree, byId, byId.toReversed()];
}

function runDagre({ columnOf, columnStarts, right }: Layers, start: Int32Array): ColumnOrder {
  const graph = new Graph<{ ranker: string; nodesep: number; ranksep: number }, Placed, { weight: number }>();
  graph.setGraph({ ranker: "none", nodesep: 1, ranksep: 2 });
  for (const item of start) graph.setNode(`n${item}`, { width: 1, height: 1, rank: 2 * intAt(columnOf, item) });
  for (const item of columnOf.keys()) {
    for (let link = intAt(right.starts, item); link < intAt(right.starts, item + 1); link++)
      graph.setEdge(`n${item}`, `n${intAt(right.targets, link)}`, { weight: 1 });
  }
  layout(graph);
  const rankOf = Float64Array.from(columnOf, (_, item) => graph.node(`n${item}`).order ?? 0);
  const order = columnOf.map((_, item) => item);
  const scratch = new Int32Array(order.length);
  sortByKey(order, rankOf, 0, order.length, scratch);
  sortByKey(order, Float64Array.from(columnOf), 0, order.length, scratch);
  return columnStarts.length > 1 ? order : new Int32Array();
}
