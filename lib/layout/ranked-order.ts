import { type ColumnOrder, countLinks, type Layers, type Neighbours } from "./layers.ts";
import { intAt } from "./numbers.ts";

/**
 * An order of the items that is being improved: beside it, for each item, its rank in its column and the ranks of its
 * neighbours on either side, sorted. Who changes a column's part of `order` calls `settle` with that column.
 */
export class RankedOrder {
  readonly layers: Layers;
  readonly columns: number;
  readonly order: ColumnOrder;
  readonly rankOf: Int32Array;
  /** At the places of `layers.left.targets`: the ranks of an item's neighbours there, ascending. */
  readonly leftRanks: Int32Array;
  readonly rightRanks: Int32Array;
  /**
   * What has been done to it so far, in links that were looked at: the measure of work, the same on every machine, of those
   * who go on for as long as it is worth it.
   */
  steps = 0;
  readonly #cursor: Int32Array;
  readonly #tree: Int32Array;
  /** By column: how many items it has, and links on both sides. */
  readonly #sizes: Int32Array;

  constructor(layers: Layers, order: ColumnOrder) {
    this.layers = layers;
    this.columns = layers.columnStarts.length - 1;
    this.order = order.slice();
    this.rankOf = new Int32Array(order.length);
    this.leftRanks = new Int32Array(layers.left.targets.length);
    this.rightRanks = new Int32Array(layers.right.targets.length);
    this.#cursor = new Int32Array(order.length);
    this.#tree = new Int32Array(order.length + 1);
    this.#sizes = new Int32Array(this.columns);
    for (let item = 0; item < order.length; item++) {
      const column = intAt(layers.columnOf, item);
      this.#sizes[column] = intAt(this.#sizes, column) + 1 + countLinks(layers, item);
    }
    for (let column = 0; column < this.columns; column++) this.settle(column);
  }

  /** Takes over another order of the same items. */
  restore(order: ColumnOrder): void {
    this.order.set(order);
    for (let column = 0; column < this.columns; column++) this.settle(column);
  }

  /** Brings the ranks of a column, and those that its neighbours keep of it, up to date; linear in its links. */
  settle(column: number): void {
    const { columnStarts, left, right } = this.layers;
    const [start, end] = [intAt(columnStarts, column), intAt(columnStarts, column + 1)];
    for (let place = start; place < end; place++) this.rankOf[intAt(this.order, place)] = place - start;
    this.#countSteps(column);
    if (column > 0) this.#refresh(column - 1, start, end, left, right, this.rightRanks);
    if (column + 1 < this.columns) this.#refresh(column + 1, start, end, right, left, this.leftRanks);
  }

  /** Counts exactly how many pairs of links between a column and the next cross; n log n. */
  countBetween(column: number): number {
    const { columnStarts, right } = this.layers;
    const size = intAt(columnStarts, column + 2) - intAt(columnStarts, column + 1);
    const tree = this.#tree;
    tree.fill(0, 0, size + 1);
    this.#countSteps(column);
    let [total, seen] = [0, 0];
    for (let place = intAt(columnStarts, column); place < intAt(columnStarts, column + 1); place++) {
      const item = intAt(this.order, place);
      const [first, last] = [intAt(right.starts, item), intAt(right.starts, item + 1)];
      // An item's own links do not cross each other: all are counted against those of the items above before any is added.
      for (let link = first; link < last; link++) {
        let notBelow = 0;
        for (let node = intAt(this.rightRanks, link) + 1; node > 0; node -= node & -node) notBelow += intAt(tree, node);
        total += seen - notBelow;
      }
      for (let link = first; link < last; link++) {
        for (let node = intAt(this.rightRanks, link) + 1; node <= size; node += node & -node)
          tree[node] = intAt(tree, node) + 1;
      }
      seen += last - first;
    }
    return total;
  }

  /** Counts the crossings on both sides of a column. */
  countAround(column: number): number {
    return (
      (column > 0 ? this.countBetween(column - 1) : 0) + (column + 1 < this.columns ? this.countBetween(column) : 0)
    );
  }

  /** Counts the crossings of all columns. */
  count(): number {
    let total = 0;
    for (let column = 0; column + 1 < this.columns; column++) total += this.countBetween(column);
    return total;
  }

  /**
   * How many crossings fewer there are when `lower`, which stands below `upper`, stands above it instead. Who asks counts
   * `SWAP_STEPS` for it, many at a time: nothing is asked as often.
   */
  gainOfSwap(upper: number, lower: number): number {
    const { left, right } = this.layers;
    return (
      gainOnSide(left.starts, this.leftRanks, upper, lower) + gainOnSide(right.starts, this.rightRanks, upper, lower)
    );
  }

  /** A column costs what it has links on both sides. */
  #countSteps(column: number): void {
    this.steps += intAt(this.#sizes, column);
  }

  /** Lists the ranks of a settled column's items at their neighbours of `other`: visited in order, they come sorted. */
  #refresh(other: number, start: number, end: number, toOther: Neighbours, back: Neighbours, ranks: Int32Array): void {
    const { columnStarts } = this.layers;
    for (let place = intAt(columnStarts, other); place < intAt(columnStarts, other + 1); place++) {
      const item = intAt(this.order, place);
      this.#cursor[item] = intAt(back.starts, item);
    }
    for (let place = start; place < end; place++) {
      const item = intAt(this.order, place);
      for (let link = intAt(toOther.starts, item); link < intAt(toOther.starts, item + 1); link++) {
        const neighbour = intAt(toOther.targets, link);
        const free = intAt(this.#cursor, neighbour);
        ranks[free] = place - start;
        this.#cursor[neighbour] = free + 1;
      }
    }
  }
}

/** What a swap counts as, about. */
export const SWAP_STEPS = 6;

/** With so many times more links on one of the two, each of the other's is looked up instead of walking along both lists. */
const SKEW = 8;

/** Pairs that cross now, less those that would cross after the swap; both lists are sorted. */
function gainOnSide(starts: Int32Array, ranks: Int32Array, upper: number, lower: number): number {
  const [upperStart, upperEnd] = [intAt(starts, upper), intAt(starts, upper + 1)];
  const [lowerStart, lowerEnd] = [intAt(starts, lower), intAt(starts, lower + 1)];
  const [uppers, lowers] = [upperEnd - upperStart, lowerEnd - lowerStart];
  if (uppers === 0 || lowers === 0) return 0;
  // Where the two do not overlap, but for one end that they may share, all pairs cross or none does.
  const ahead = intAt(ranks, lowerStart) - intAt(ranks, upperEnd - 1);
  if (ahead >= 0) return Number(ahead === 0) - uppers * lowers;
  const behind = intAt(ranks, upperStart) - intAt(ranks, lowerEnd - 1);
  if (behind >= 0) return uppers * lowers - Number(behind === 0);
  if (uppers * SKEW < lowers) return searchGain(ranks, upperStart, upperEnd, lowerStart, lowerEnd);
  if (lowers * SKEW < uppers) return -searchGain(ranks, lowerStart, lowerEnd, upperStart, upperEnd);
  let gain = 0;
  let [below, notAbove] = [lowerStart, lowerStart];
  for (let link = upperStart; link < upperEnd; link++) {
    const rank = intAt(ranks, link);
    while (below < lowerEnd && intAt(ranks, below) < rank) below++;
    while (notAbove < lowerEnd && intAt(ranks, notAbove) <= rank) notAbove++;
    gain += below - lowerStart - (lowerEnd - notAbove);
  }
  return gain;
}

/** For each of a few ranks: how many of the many are smaller, less how many are larger. */
function searchGain(ranks: Int32Array, fewStart: number, fewEnd: number, start: number, end: number): number {
  let gain = 0;
  for (let link = fewStart; link < fewEnd; link++) {
    const rank = intAt(ranks, link);
    gain += findFirst(ranks, start, end, rank) - start - (end - findFirst(ranks, start, end, rank + 1));
  }
  return gain;
}

/** The first place of a sorted part where a number stands that is not below `least`. */
function findFirst(ranks: Int32Array, start: number, end: number, least: number): number {
  let [low, high] = [start, end];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (intAt(ranks, middle) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many links of an order cross. */
export function countCrossings(layers: Layers, order: ColumnOrder): number {
  return new RankedOrder(layers, order).count();
}
