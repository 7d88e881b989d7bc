import { at } from "#lib/graph/adjacency.ts";
import type { Neighbours } from "./layers.ts";
import type { RankedOrder } from "./ranked-order.ts";
import { sortByKey } from "./sort-by-key.ts";

/** Goes over the columns once, each sorted by where its items' neighbours of the column before stand. */
export class ColumnSweep {
  readonly #ranked: RankedOrder;
  readonly #keys: Float64Array;
  readonly #scratch: Int32Array;
  readonly #movable: Int32Array;

  constructor(ranked: RankedOrder) {
    this.#ranked = ranked;
    this.#keys = new Float64Array(ranked.order.length);
    this.#scratch = new Int32Array(ranked.order.length);
    this.#movable = new Int32Array(ranked.order.length);
  }

  /** Sweeps to the right (each column by its left neighbours) or to the left; `flips` turns items with equal keys round. */
  run(toRight: boolean, by: "mean" | "median", flips: boolean): void {
    const { columns, layers, leftRanks, rightRanks } = this.#ranked;
    for (let step = 1; step < columns; step++) {
      const column = toRight ? step : columns - 1 - step;
      this.#sort(column, toRight ? layers.left : layers.right, toRight ? leftRanks : rightRanks, by, flips);
      this.#ranked.settle(column);
    }
  }

  /** Items without neighbours on that side keep their place; the others are sorted among the places that are left. */
  #sort(column: number, side: Neighbours, ranks: Int32Array, by: "mean" | "median", flips: boolean): void {
    const { order, layers } = this.#ranked;
    const [start, end] = [at(layers.columnStarts, column), at(layers.columnStarts, column + 1)];
    let count = 0;
    for (let step = start; step < end; step++) {
      const item = at(order, flips ? end - 1 - (step - start) : step);
      const [first, last] = [at(side.starts, item), at(side.starts, item + 1)];
      if (first === last) continue;
      this.#keys[item] = by === "mean" ? toMean(ranks, first, last) : toMedian(ranks, first, last);
      this.#movable[count++] = item;
    }
    sortByKey(this.#movable, this.#keys, 0, count, this.#scratch);
    let next = 0;
    for (let place = start; place < end; place++) {
      const item = at(order, place);
      if (at(side.starts, item) === at(side.starts, item + 1)) continue;
      this.#scratch[place] = at(this.#movable, next++);
    }
    for (let place = start; place < end; place++) {
      const item = at(order, place);
      if (at(side.starts, item) !== at(side.starts, item + 1)) order[place] = at(this.#scratch, place);
    }
  }
}

function toMean(ranks: Int32Array, first: number, last: number): number {
  let sum = 0;
  for (let link = first; link < last; link++) sum += at(ranks, link);
  return sum / (last - first);
}

/** Of an even number, the one between the middle two that lies nearer to the side where the others are closer together. */
function toMedian(ranks: Int32Array, first: number, last: number): number {
  const count = last - first;
  const middle = first + (count >> 1);
  if (count % 2 === 1) return at(ranks, middle);
  const [low, high] = [at(ranks, middle - 1), at(ranks, middle)];
  if (count === 2) return (low + high) / 2;
  const [spreadLow, spreadHigh] = [low - at(ranks, first), at(ranks, last - 1) - high];
  return spreadLow + spreadHigh === 0
    ? (low + high) / 2
    : (low * spreadHigh + high * spreadLow) / (spreadLow + spreadHigh);
}
