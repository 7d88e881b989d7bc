import { type ColumnOrder, countLinks, type Layers, toNumberedOrder } from "./layers.ts";
import { intAt } from "./numbers.ts";
import { sortByKey } from "./sort-by-key.ts";

/** How a first order is found: where the walk begins, and whether it goes deep or wide. */
export interface StartRule {
  readonly from: "busiest" | "first";
  readonly walk: "deep" | "wide";
}

/**
 * Gives an order to begin with: items in the order in which a walk over the links, in both directions, comes to them, so
 * that what is linked is near each other from the start. Linear but for the sorting of the items by their links.
 */
export function findStartOrder(layers: Layers, { from, walk }: StartRule): ColumnOrder {
  const { columnOf, columnStarts, left, right } = layers;
  const count = columnOf.length;
  const starts = toNumberedOrder(layers);
  if (from === "busiest") {
    const keys = new Float64Array(count);
    for (let item = 0; item < count; item++) keys[item] = -countLinks(layers, item);
    sortByKey(starts, keys, 0, count, new Int32Array(count));
  }
  const next = columnStarts.slice();
  const order = new Int32Array(count);
  const seen = new Uint8Array(count);
  const open = new Int32Array(left.targets.length + right.targets.length + 1);
  for (const root of starts) {
    let [head, tail] = [0, 1];
    open[0] = root;
    while (head < tail) {
      const item = walk === "deep" ? intAt(open, --tail) : intAt(open, head++);
      if (seen[item] === 1) continue;
      seen[item] = 1;
      const column = intAt(columnOf, item);
      const place = intAt(next, column);
      next[column] = place + 1;
      order[place] = item;
      // A deep walk comes to what is pushed last first: the first of the dependents, so that whole branches stay together.
      for (const side of [left, right]) {
        const [first, end] = [intAt(side.starts, item), intAt(side.starts, item + 1)];
        for (let step = 0; step < end - first; step++) {
          const neighbour = intAt(side.targets, walk === "deep" ? end - 1 - step : first + step);
          if (seen[neighbour] === 0) open[tail++] = neighbour;
        }
      }
    }
  }
  return order;
}
