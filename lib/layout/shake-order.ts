import { intAt } from "./numbers.ts";
import type { RankedOrder } from "./ranked-order.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { siftColumn } from "./sift-items.ts";

/** Gives a whole number from 0 up to what it is told. */
export type Pick = (limit: number) => number;

export interface Shaking {
  readonly tries: number;
  /** With so few crossings it is good enough. */
  readonly goal: number;
  /** The columns whose items may be shuffled. */
  readonly columns: readonly number[];
  /** Takes a few items of a column to other places. */
  readonly shuffle: (column: number, pick: Pick) => void;
  /** Takes the items of a column to better places; gives how many crossings that saved. */
  readonly sift: (column: number) => number;
}

const SEED = 1;
/** After each shuffle so many columns are sifted at most, for each that there is. */
const SIFTS = 4;

/**
 * Improves an order in place where sifting alone can no more: shuffles a few items of a column, sifts it and what that
 * touches, and goes back unless that crosses no more than before; so many times. Gives the crossings that are left, never
 * more than before. The same for the same order.
 */
export function shake(ranked: RankedOrder, { tries, goal, columns, shuffle, sift }: Shaking): number {
  let fewest = ranked.count();
  if (columns.length === 0) return fewest;
  const random = createSeededRandom(SEED);
  const pick = (limit: number) => Math.floor(random() * limit);
  const best = ranked.order.slice();
  for (let attempt = 0; attempt < tries && fewest > goal; attempt++) {
    const column = columns[pick(columns.length)] ?? 0;
    const before = ranked.countAround(column);
    shuffle(column, pick);
    const changed = new Set([column]);
    let crossings = fewest - before + ranked.countAround(column);
    // The neighbours first: were it the column itself, it would only go back to where it was.
    const open = new Set([column - 1, column + 1, column]);
    let left = SIFTS * ranked.columns;
    for (const next of open) {
      open.delete(next);
      if (next < 0 || next >= ranked.columns) continue;
      const gain = sift(next);
      if (gain > 0) {
        crossings -= gain;
        changed.add(next);
        for (const beside of [next - 1, next, next + 1]) open.add(beside);
      }
      if (--left === 0) break;
    }
    // An order that is as good leads on to others: it is kept.
    for (const one of changed) {
      const [start, end] = [intAt(ranked.layers.columnStarts, one), intAt(ranked.layers.columnStarts, one + 1)];
      if (crossings <= fewest) best.set(ranked.order.subarray(start, end), start);
      else {
        ranked.order.set(best.subarray(start, end), start);
        ranked.settle(one);
      }
    }
    fewest = Math.min(fewest, crossings);
  }
  return fewest;
}

/** How many neighbours in a column are shuffled at a time, at least and at most. */
const FEWEST = 2;
const MOST = 7;
const REACH = 200;

/** Shakes an order whose items may stand anywhere in their columns. */
export function shakeOrder(ranked: RankedOrder, tries: number): number {
  return shake(ranked, {
    tries,
    goal: 0,
    columns: findShakable(ranked),
    shuffle: (column, pick) => {
      const { columnStarts } = ranked.layers;
      shuffleSome(ranked.order.subarray(intAt(columnStarts, column), intAt(columnStarts, column + 1)), pick);
      ranked.settle(column);
    },
    sift: (column) => siftColumn(ranked, column, REACH),
  });
}

/** The columns in which there is something to shuffle. */
export function findShakable({ columns, layers }: RankedOrder): number[] {
  return Array.from({ length: columns }, (_, column) => column).filter(
    (column) => intAt(layers.columnStarts, column + 1) - intAt(layers.columnStarts, column) >= FEWEST,
  );
}

/** Shuffles a few items of a list that stand side by side, in place. */
export function shuffleSome(items: { readonly length: number; [place: number]: number }, pick: Pick): void {
  const count = Math.min(items.length, FEWEST + pick(MOST - FEWEST + 1));
  const first = pick(items.length - count + 1);
  for (let left = count; left > 1; left--) {
    const [place, other] = [first + left - 1, first + pick(left)];
    const item = items[place] ?? 0;
    items[place] = items[other] ?? 0;
    items[other] = item;
  }
}
