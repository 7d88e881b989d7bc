import { at } from "#lib/graph/adjacency.ts";
import type { ColumnOrder, Layers, Neighbours } from "./layers.ts";

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
  readonly #cursor: Int32Array;
  readonly #tree: Int32Array;

  constructor(layers: Layers, order: ColumnOrder) {
    this.layers = layers;
    this.columns = layers.columnStarts.length - 1;
    this.order = order.slice();
    this.rankOf = new Int32Array(order.length);
    this.leftRanks = new Int32Array(layers.left.targets.length);
    this.rightRanks = new Int32Array(layers.right.targets.length);
    this.#cursor = new Int32Array(order.length);
    this.#tree = new Int32Array(order.length + 1);
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
    const [start, end] = [at(columnStarts, column), at(columnStarts, column + 1)];
    for (let place = start; place < end; place++) this.rankOf[at(this.order, place)] = place - start;
    if (column > 0) this.#refresh(column - 1, start, end, left, right, this.rightRanks);
    if (column + 1 < this.columns) this.#refresh(column + 1, start, end, right, left, this.leftRanks);
  }

  /** Counts exactly how many pairs of links between a column and the next cross; n log n. */
  countBetween(column: number): number {
    const { columnStarts, right } = this.layers;
    const size = at(columnStarts, column + 2) - at(columnStarts, column + 1);
    const tree = this.#tree;
    tree.fill(0, 0, size + 1);
    let [total, seen] = [0, 0];
    for (let place = at(columnStarts, column); place < at(columnStarts, column + 1); place++) {
      const item = at(this.order, place);
      const [first, last] = [at(right.starts, item), at(right.starts, item + 1)];
      // An item's own links do not cross each other: all are counted against those of the items above before any is added.
      for (let link = first; link < last; link++) {
        let notBelow = 0;
        for (let node = at(this.rightRanks, link) + 1; node > 0; node -= node & -node) notBelow += at(tree, node);
        total += seen - notBelow;
      }
      for (let link = first; link < last; link++) {
        for (let node = at(this.rightRanks, link) + 1; node <= size; node += node & -node)
          tree[node] = at(tree, node) + 1;
      }
      seen += last - first;
    }
    return total;
  }

  /** Counts the crossings of all columns. */
  count(): number {
    let total = 0;
    for (let column = 0; column + 1 < this.columns; column++) total += this.countBetween(column);
    return total;
  }

  /** How many crossings fewer there are when `lower`, which stands below `upper`, stands above it instead. */
  gainOfSwap(upper: number, lower: number): number {
    return (
      gainOnSide(this.layers.left.starts, this.leftRanks, upper, lower) +
      gainOnSide(this.layers.right.starts, this.rightRanks, upper, lower)
    );
  }

  /** Lists the ranks of a settled column's items at their neighbours of `other`: visited in order, they come sorted. */
  #refresh(other: number, start: number, end: number, toOther: Neighbours, back: Neighbours, ranks: Int32Array): void {
    const { columnStarts } = this.layers;
    for (let place = at(columnStarts, other); place < at(columnStarts, other + 1); place++) {
      const item = at(this.order, place);
      this.#cursor[item] = at(back.starts, item);
    }
    for (let place = start; place < end; place++) {
      const item = at(this.order, place);
      for (let link = at(toOther.starts, item); link < at(toOther.starts, item + 1); link++) {
        const neighbour = at(toOther.targets, link);
        const free = at(this.#cursor, neighbour);
        ranks[free] = place - start;
        this.#cursor[neighbour] = free + 1;
      }
    }
  }
}

/** Pairs that cross now, less those that would cross after the swap; both lists are sorted. */
function gainOnSide(starts: Int32Array, ranks: Int32Array, upper: number, lower: number): number {
  const [upperStart, upperEnd] = [at(starts, upper), at(starts, upper + 1)];
  const [lowerStart, lowerEnd] = [at(starts, lower), at(starts, lower + 1)];
  if (upperStart === upperEnd || lowerStart === lowerEnd) return 0;
  let gain = 0;
  let [below, notAbove] = [lowerStart, lowerStart];
  for (let link = upperStart; link < upperEnd; link++) {
    const rank = at(ranks, link);
    while (below < lowerEnd && at(ranks, below) < rank) below++;
    while (notAbove < lowerEnd && at(ranks, notAbove) <= rank) notAbove++;
    gain += below - lowerStart - (lowerEnd - notAbove);
  }
  return gain;
}
