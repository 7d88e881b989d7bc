import { floatAt, intAt } from "./numbers.ts";

/** What is to be placed, from the first to the last, and room to work in; made once for the longest list. */
export class Wishes {
  /** Where each would like to be; afterwards, where it is. */
  readonly at: Float64Array;
  /** How much its wish counts; above 0. */
  readonly weight: Float64Array;
  /** How far each must be from the first, at least; rising, 0 for the first. */
  readonly offset: Float64Array;
  readonly poolAt: Float64Array;
  readonly poolWeight: Float64Array;
  readonly poolEnd: Int32Array;

  constructor(size: number) {
    this.at = new Float64Array(size);
    this.weight = new Float64Array(size);
    this.offset = new Float64Array(size);
    this.poolAt = new Float64Array(size);
    this.poolWeight = new Float64Array(size);
    this.poolEnd = new Int32Array(size);
  }
}

/**
 * Places the first `count` wishes in their order, as far apart as their offsets say, the first not below `low` and the
 * last not above `high`, with the least weighted sum of squared distances to the wishes. This is isotonic regression,
 * solved exactly by pooling in linear time. `high` must leave room for all the offsets.
 */
export function placeInOrder(wishes: Wishes, count: number, low: number, high: number): void {
  if (count === 0) return;
  const { poolAt, poolWeight, poolEnd } = wishes;
  let pools = 0;
  for (let index = 0; index < count; index++) {
    let weight = floatAt(wishes.weight, index);
    let mean = floatAt(wishes.at, index) - floatAt(wishes.offset, index);
    while (pools > 0 && floatAt(poolAt, pools - 1) > mean) {
      pools--;
      const both = floatAt(poolWeight, pools) + weight;
      mean = (floatAt(poolAt, pools) * floatAt(poolWeight, pools) + mean * weight) / both;
      weight = both;
    }
    poolAt[pools] = mean;
    poolWeight[pools] = weight;
    poolEnd[pools++] = index + 1;
  }
  const highest = high - floatAt(wishes.offset, count - 1);
  let index = 0;
  for (let pool = 0; pool < pools; pool++) {
    const start = Math.max(low, Math.min(highest, floatAt(poolAt, pool)));
    for (; index < intAt(poolEnd, pool); index++) wishes.at[index] = start + floatAt(wishes.offset, index);
  }
}
