/** Gives numbers in [0, 1). */
export type Random = () => number;

/** mulberry32: small, and the same on every machine. */
export function toRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number of at least `from` and less than `to`. */
export function toInteger(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from));
}

/** One of some values, each as likely as the others. Throws when there is none. */
export function pickOne<Value>(random: Random, values: readonly Value[]): Value {
  const index = toInteger(random, 0, values.length);
  if (index >= values.length) throw new RangeError("there is nothing to pick from");
  return values[index] as Value;
}

/** One of some values, by its weight. Throws when there is none. */
export function pick<Value>(random: Random, weighted: readonly (readonly [weight: number, value: Value])[]): Value {
  let left = random() * weighted.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, value] of weighted) {
    left -= weight;
    if (left < 0) return value;
  }
  throw new RangeError("there is nothing to pick from");
}
