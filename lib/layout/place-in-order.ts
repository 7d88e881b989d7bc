export interface Wish {
  /** Where it would like to be. */
  readonly at: number;
  /** How much it counts; above 0. */
  readonly weight: number;
}

/**
 * Gives positions in the order of the wishes, each at least `separations[i]` after the one before (from i to i + 1),
 * the first not below `low` and the last not above `high`, with the least weighted sum of squared distances to the
 * wishes. This is isotonic regression, solved exactly by pooling. `high` must leave room for all the separations.
 */
export function placeInOrder(
  wishes: readonly Wish[],
  separations: readonly number[],
  low: number,
  high: number,
): number[] {
  const offsets: number[] = [];
  let offset = 0;
  for (const index of wishes.keys()) {
    offsets.push(offset);
    offset += separations[index] ?? 0;
  }
  const slack = high - (offsets.at(-1) ?? 0);
  const pools: { at: number; weight: number; count: number }[] = [];
  for (const [index, wish] of wishes.entries()) {
    let pool = { at: wish.at - (offsets[index] ?? 0), weight: wish.weight, count: 1 };
    for (let before = pools.at(-1); before !== undefined && before.at > pool.at; before = pools.at(-1)) {
      pools.pop();
      const weight = before.weight + pool.weight;
      pool = {
        at: (before.at * before.weight + pool.at * pool.weight) / weight,
        weight,
        count: before.count + pool.count,
      };
    }
    pools.push(pool);
  }
  const starts = pools.flatMap(({ at, count }) => new Array<number>(count).fill(Math.max(low, Math.min(slack, at))));
  return starts.map((start, index) => start + (offsets[index] ?? 0));
}
