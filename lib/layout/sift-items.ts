import { countLinks, type Layers } from "./layers.ts";
import { intAt } from "./numbers.ts";
import { type RankedOrder, SWAP_STEPS } from "./ranked-order.ts";

const HOPELESS = 3;

/** An item that would cross so many times its links more on the way goes no further that way: it only gets worse. */
export function findHopeless(layers: Layers, item: number): number {
  return -HOPELESS * (1 + countLinks(layers, item));
}

/**
 * Takes each item in turn to the place within `reach` of its own where it crosses least. Gives how many crossings that
 * saved; never makes more. Takes items times reach times links of an item.
 */
export function siftItems(ranked: RankedOrder, reach: number): number {
  let total = 0;
  for (let column = 0; column < ranked.columns; column++) total += siftColumn(ranked, column, reach);
  return total;
}

/** The same for one column. */
export function siftColumn(ranked: RankedOrder, column: number, reach: number): number {
  const { columnStarts } = ranked.layers;
  return siftSome(
    ranked,
    column,
    ranked.order.slice(intAt(columnStarts, column), intAt(columnStarts, column + 1)),
    reach,
  );
}

/** The same for some items of one column; adds those that it moves to a list. */
export function siftSome(
  ranked: RankedOrder,
  column: number,
  items: Iterable<number>,
  reach: number,
  moved?: number[],
): number {
  const { order, layers, rankOf } = ranked;
  const [start, end] = [intAt(layers.columnStarts, column), intAt(layers.columnStarts, column + 1)];
  if (end - start < 2) return 0;
  let total = 0;
  for (const item of items) {
    const from = start + intAt(rankOf, item);
    let [best, bestGain] = [from, 0];
    let gain = 0;
    const hopeless = findHopeless(layers, item);
    const [top, bottom] = [Math.max(start, from - reach), Math.min(end, from + reach + 1)];
    let above = from - 1;
    for (; above >= top && gain > hopeless; above--) {
      gain += ranked.gainOfSwap(intAt(order, above), item);
      if (gain > bestGain) [best, bestGain] = [above, gain];
    }
    gain = 0;
    let below = from + 1;
    for (; below < bottom && gain > hopeless; below++) {
      gain += ranked.gainOfSwap(item, intAt(order, below));
      if (gain > bestGain) [best, bestGain] = [below, gain];
    }
    ranked.steps += SWAP_STEPS * (below - above - 2);
    if (best === from) continue;
    total += bestGain;
    moved?.push(item);
    const step = best > from ? 1 : -1;
    for (let place = from; place !== best; place += step) {
      const other = intAt(order, place + step);
      order[place] = other;
      rankOf[other] = place - start;
    }
    order[best] = item;
    rankOf[item] = best - start;
  }
  if (total > 0) ranked.settle(column);
  return total;
}
