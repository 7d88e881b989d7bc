import type { Neighbours } from "./layers.ts";
import { floatAt, intAt } from "./numbers.ts";
import type { RankedOrder } from "./ranked-order.ts";
import { sortByKey } from "./sort-by-key.ts";

/** Which neighbours an item follows: those of the column that the sweep comes from, or those of both sides. */
export type Follow = "behind" | "both";

/** Goes over the columns, each sorted by the means of where its items' neighbours stand. */
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

  /** Sweeps once to the right or to the left; `flips` turns items with equal means round. */
  run(toRight: boolean, follow: Follow, flips: boolean): void {
    const { columns } = this.#ranked;
    for (let step = follow === "both" ? 0 : 1; step < columns; step++) {
      const column = toRight ? step : columns - 1 - step;
      this.#sort(column, follow === "both" || toRight, follow === "both" || !toRight, flips);
      this.#ranked.settle(column);
    }
  }

  /** Items without neighbours there keep their place; the others are sorted among the places that are left. */
  #sort(column: number, byLeft: boolean, byRight: boolean, flips: boolean): void {
    const { order, layers } = this.#ranked;
    const [start, end] = [intAt(layers.columnStarts, column), intAt(layers.columnStarts, column + 1)];
    let movable = 0;
    for (let step = start; step < end; step++) {
      const item = intAt(order, flips ? end - 1 - (step - start) : step);
      let [sum, count] = [0, 0];
      if (byLeft) {
        sum += this.#sumShares(item, column - 1, layers.left, this.#ranked.leftRanks);
        count += intAt(layers.left.starts, item + 1) - intAt(layers.left.starts, item);
      }
      if (byRight) {
        sum += this.#sumShares(item, column + 1, layers.right, this.#ranked.rightRanks);
        count += intAt(layers.right.starts, item + 1) - intAt(layers.right.starts, item);
      }
      this.#keys[item] = count === 0 ? Number.NaN : sum / count;
      if (count > 0) this.#movable[movable++] = item;
    }
    sortByKey(this.#movable, this.#keys, 0, movable, this.#scratch);
    let next = 0;
    for (let place = start; place < end; place++) {
      if (!Number.isNaN(floatAt(this.#keys, intAt(order, place)))) order[place] = intAt(this.#movable, next++);
    }
  }

  /** The sum, as shares of their column's height, of where an item's neighbours on one side stand. */
  #sumShares(item: number, column: number, { starts }: Neighbours, ranks: Int32Array): number {
    const { columnStarts } = this.#ranked.layers;
    const [first, end] = [intAt(starts, item), intAt(starts, item + 1)];
    let sum = 0;
    for (let link = first; link < end; link++) sum += intAt(ranks, link);
    return (sum + 0.5 * (end - first)) / Math.max(1, intAt(columnStarts, column + 1) - intAt(columnStarts, column));
  }
}
