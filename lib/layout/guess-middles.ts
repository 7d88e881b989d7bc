import type { Layers, Neighbours } from "./layers.ts";
import { floatAt, intAt } from "./numbers.ts";

/**
 * Puts each item whose middle is not known (NaN) at the mean of its neighbours, those that have known ones first, and so
 * on outwards; what is linked with nothing known goes to the top.
 */
export function guessMiddles({ left, right }: Layers, known: Float64Array): Float64Array {
  const middles = known.slice();
  let open: number[] = [];
  for (let item = 0; item < middles.length; item++) if (Number.isNaN(floatAt(middles, item))) open.push(item);
  while (open.length > 0) {
    const guesses = open.map((item) => guess(item, middles, left, right));
    const isStuck = guesses.every(Number.isNaN);
    for (const [index, item] of open.entries()) {
      const middle = guesses[index] ?? 0;
      if (!Number.isNaN(middle) || isStuck) middles[item] = isStuck ? 0 : middle;
    }
    open = open.filter((item) => Number.isNaN(floatAt(middles, item)));
  }
  return middles;
}

function guess(item: number, middles: Float64Array, ...sides: readonly Neighbours[]): number {
  let [sum, count] = [0, 0];
  for (const { starts, targets } of sides) {
    for (let link = intAt(starts, item); link < intAt(starts, item + 1); link++) {
      const middle = floatAt(middles, intAt(targets, link));
      if (Number.isNaN(middle)) continue;
      sum += middle;
      count++;
    }
  }
  return count === 0 ? Number.NaN : sum / count;
}
