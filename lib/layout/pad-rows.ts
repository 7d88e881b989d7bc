import type { OrderedGraph } from "./bundle-lanes.ts";
import type { ColumnGraph } from "./column-graph.ts";
import { countCards, countSubColumns } from "./fold-columns.ts";
import type { ColumnOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";

/**
 * Gives an order in which, once it is folded, more rows end where lanes pass: a row that a lane would cut in two is filled
 * up with leaves of the lane's own node, which cross nothing wherever they stand among its edges.
 */
export function padRows({ graph, order }: OrderedGraph, rowLimit: number): ColumnOrder {
  const padded = order.slice();
  for (let column = 0; column < graph.waves.length; column++) {
    const subColumns = countSubColumns(countCards(graph, order, column), rowLimit);
    if (subColumns === 1) continue;
    const [start, end] = [intAt(graph.columnStarts, column), intAt(graph.columnStarts, column + 1)];
    padded.set(padColumn(graph, order.subarray(start, end), subColumns), start);
  }
  return padded;
}

function padColumn(graph: ColumnGraph, items: Int32Array, subColumns: number): number[] {
  const leaves = new Map<number, number[]>();
  // From below, so that the next one is the last of its list.
  for (const item of items.toReversed()) {
    const source = findLeafSource(graph, item);
    if (source === null) continue;
    const own = leaves.get(source);
    if (own === undefined) leaves.set(source, [item]);
    else own.push(item);
  }
  const taken = new Set<number>();
  const padded: number[] = [];
  let inRow = 0;
  const add = (item: number) => {
    padded.push(item);
    taken.add(item);
    if (item < graph.cards) inRow = (inRow + 1) % subColumns;
  };
  for (const item of items) {
    if (taken.has(item)) continue;
    if (item >= graph.cards) {
      const own = leaves.get(intAt(graph.sourceOf, item)) ?? [];
      while (inRow > 0 && own.length > 0) {
        const leaf = own.pop() ?? 0;
        if (!taken.has(leaf)) add(leaf);
      }
    }
    add(item);
  }
  return padded;
}

/** The one node whose leaf a card is; null for what is linked with others, too. */
function findLeafSource({ cards, left, right, sourceOf }: ColumnGraph, item: number): number | null {
  const isLeaf = item < cards && intAt(right.starts, item) === intAt(right.starts, item + 1);
  if (!isLeaf || intAt(left.starts, item) + 1 !== intAt(left.starts, item + 1)) return null;
  return intAt(sourceOf, intAt(left.targets, intAt(left.starts, item)));
}
