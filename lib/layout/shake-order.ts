import type { Layers } from "./layers.ts";
import { intAt } from "./numbers.ts";
import type { RankedOrder } from "./ranked-order.ts";
import { createSeededRandom } from "./seeded-random.ts";
import { siftSome } from "./sift-items.ts";

/** Gives a whole number from 0 up to what it is told. */
export type Pick = (limit: number) => number;

export interface Shaking {
  /** It goes on for so many steps of the order's. */
  readonly steps: number;
  /** With so few crossings it is good enough. */
  readonly goal: number;
  /** The columns whose items may be shuffled. */
  readonly columns: readonly number[];
  /** Takes a few items of a column to other places, and gives them. */
  readonly shuffle: (column: number, pick: Pick) => readonly number[];
  /** Takes some items of a column to better places, and adds those that it moved to a list; gives what that saved. */
  readonly sift: (column: number, items: readonly number[], moved: number[]) => number;
}

const SEED = 1;
/** After each shuffle so many columns are sifted at most, for each that there is. */
const SIFTS = 4;

/**
 * Improves an order in place where sifting alone can no more: shuffles a few items of a column, sifts what that touches, and
 * goes back unless that crosses no more than before; again until its steps are done. Gives the crossings that are left, never
 * more than before. The same for the same order.
 */
export function shake(ranked: RankedOrder, { steps, goal, columns, shuffle, sift }: Shaking): number {
  let fewest = ranked.count();
  if (columns.length === 0) return fewest;
  const random = createSeededRandom(SEED);
  const pick = (limit: number) => Math.floor(random() * limit);
  const best = ranked.order.slice();
  const open = new OpenItems(ranked.layers);
  const end = ranked.steps + steps;
  while (ranked.steps < end && fewest > goal) {
    const column = columns[pick(columns.length)] ?? 0;
    const before = ranked.countAround(column);
    const shuffled = shuffle(column, pick);
    const changed = new Set([column]);
    let crossings = fewest - before + ranked.countAround(column);
    // The neighbours first: were it the items themselves, they would only go back to where they were.
    open.addNeighbours(shuffled);
    open.add(shuffled);
    let left = SIFTS * ranked.columns;
    for (let next = open.take(); next !== null; next = open.take()) {
      if (left-- <= 0) continue;
      const moved: number[] = [];
      crossings -= sift(next.column, next.items, moved);
      if (moved.length > 0) changed.add(next.column);
      open.addNeighbours(moved);
    }
    // An order that is as good leads on to others: it is kept.
    for (const one of changed) {
      const [start, stop] = [intAt(ranked.layers.columnStarts, one), intAt(ranked.layers.columnStarts, one + 1)];
      if (crossings <= fewest) best.set(ranked.order.subarray(start, stop), start);
      else {
        ranked.order.set(best.subarray(start, stop), start);
        ranked.settle(one);
      }
    }
    fewest = Math.min(fewest, crossings);
  }
  return fewest;
}

/** Items that may have better places since something moved, by column. */
class OpenItems {
  readonly #layers: Layers;
  readonly #isOpen: Uint8Array;
  readonly #byColumn = new Map<number, number[]>();

  constructor(layers: Layers) {
    this.#layers = layers;
    this.#isOpen = new Uint8Array(layers.columnOf.length);
  }

  add(items: readonly number[]): void {
    for (const item of items) this.#addOne(item);
  }

  addNeighbours(items: readonly number[]): void {
    for (const item of items) {
      for (const { starts, targets } of [this.#layers.left, this.#layers.right]) {
        for (let link = intAt(starts, item); link < intAt(starts, item + 1); link++) this.#addOne(intAt(targets, link));
      }
    }
  }

  /** Takes out those of the column that has waited longest. */
  take(): { readonly column: number; readonly items: readonly number[] } | null {
    for (const [column, items] of this.#byColumn) {
      this.#byColumn.delete(column);
      for (const item of items) this.#isOpen[item] = 0;
      return { column, items };
    }
    return null;
  }

  #addOne(item: number): void {
    if (this.#isOpen[item] === 1) return;
    this.#isOpen[item] = 1;
    const column = intAt(this.#layers.columnOf, item);
    const items = this.#byColumn.get(column);
    if (items === undefined) this.#byColumn.set(column, [item]);
    else items.push(item);
  }
}

/** How many neighbours in a column are shuffled at a time, at least and at most. */
const FEWEST = 2;
const MOST = 7;
const REACH = 200;

/** Shakes an order whose items may stand anywhere in their columns. */
export function shakeOrder(ranked: RankedOrder, steps: number): number {
  return shake(ranked, {
    steps,
    goal: 0,
    columns: findShakable(ranked),
    shuffle: (column, pick) => {
      const { columnStarts } = ranked.layers;
      const items = ranked.order.subarray(intAt(columnStarts, column), intAt(columnStarts, column + 1));
      const shuffled = pick(2) === 0 ? moveOne(items, pick) : shuffleSome(items, pick);
      ranked.settle(column);
      return shuffled;
    },
    sift: (column, items, moved) => siftSome(ranked, column, items, REACH, moved),
  });
}

/** The columns in which there is something to shuffle. */
export function findShakable({ columns, layers }: RankedOrder): number[] {
  return Array.from({ length: columns }, (_, column) => column).filter(
    (column) => intAt(layers.columnStarts, column + 1) - intAt(layers.columnStarts, column) >= FEWEST,
  );
}

type Items = { readonly length: number; [place: number]: number };

/** Takes an item of a list to any other place, and gives it: what is far from where it should be seldom gets there by steps. */
export function moveOne(items: Items, pick: Pick): number[] {
  const [from, to] = [pick(items.length), pick(items.length)];
  const item = items[from] ?? 0;
  const step = to > from ? 1 : -1;
  for (let place = from; place !== to; place += step) items[place] = items[place + step] ?? 0;
  items[to] = item;
  return [item];
}

/** Shuffles a few items of a list that stand side by side, in place; gives them. */
export function shuffleSome(items: Items, pick: Pick): number[] {
  const count = Math.min(items.length, FEWEST + pick(MOST - FEWEST + 1));
  const first = pick(items.length - count + 1);
  for (let left = count; left > 1; left--) {
    const [place, other] = [first + left - 1, first + pick(left)];
    const item = items[place] ?? 0;
    items[place] = items[other] ?? 0;
    items[other] = item;
  }
  return Array.from({ length: count }, (_, index) => items[first + index] ?? 0);
}
