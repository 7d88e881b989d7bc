import { intAt } from "./numbers.ts";
import type { RankedOrder } from "./ranked-order.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { siftItems } from "./sift-items.ts";

/** How many neighbours in a column are shuffled at a time, at least and at most. */
const FEWEST = 2;
const MOST = 7;
const SIFTS = 6;
const REACH = 200;
const SEED = 1;

/**
 * Improves an order in place where sifting alone can no more: shuffles a few neighbours of one column, sifts all, and goes
 * back unless that crosses no more than before; so many times. Gives the crossings that are left, never more than before.
 * The same for the same order.
 */
export function shakeOrder(ranked: RankedOrder, tries: number): number {
  let fewest = ranked.count();
  const columns = findShakable(ranked);
  if (columns.length === 0) return fewest;
  const random = createSeededRandom(SEED);
  const pick = (limit: number) => Math.floor(random() * limit);
  let best = ranked.order.slice();
  for (let attempt = 0; attempt < tries && fewest > 0; attempt++) {
    const column = columns[pick(columns.length)] ?? 0;
    shuffleSome(ranked, column, pick);
    for (let sift = 0; sift < SIFTS; sift++) if (siftItems(ranked, REACH) === 0) break;
    const crossings = ranked.count();
    if (crossings > fewest) ranked.restore(best);
    else {
      // An order that is as good leads on to others: it is kept.
      fewest = crossings;
      best = ranked.order.slice();
    }
  }
  return fewest;
}

/** The columns in which there is something to shuffle. */
function findShakable({ columns, layers }: RankedOrder): number[] {
  return Array.from({ length: columns }, (_, column) => column).filter(
    (column) => intAt(layers.columnStarts, column + 1) - intAt(layers.columnStarts, column) >= FEWEST,
  );
}

function shuffleSome(ranked: RankedOrder, column: number, pick: (limit: number) => number): void {
  const { order, layers } = ranked;
  const [start, end] = [intAt(layers.columnStarts, column), intAt(layers.columnStarts, column + 1)];
  const count = Math.min(end - start, FEWEST + pick(MOST - FEWEST + 1));
  const first = start + pick(end - start - count + 1);
  for (let left = count; left > 1; left--) {
    const [place, other] = [first + left - 1, first + pick(left)];
    const item = intAt(order, place);
    order[place] = intAt(order, other);
    order[other] = item;
  }
  ranked.settle(column);
}
