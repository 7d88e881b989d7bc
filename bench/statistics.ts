/** The smallest, the middle and the largest of some figures, and those that 95 in 100 do not exceed. */
export interface Summary {
  readonly min: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

/** Summarises figures. Throws a RangeError when there are none. */
export function summarise(figures: readonly number[]): Summary {
  const sorted = figures.toSorted((a, b) => a - b);
  const [min, median, p95, max] = [sorted[0], findShare(sorted, 0.5), findShare(sorted, 0.95), sorted.at(-1)];
  if (min === undefined || median === undefined || p95 === undefined || max === undefined)
    throw new RangeError("no figures");
  return { min, median, p95, max };
}

/** The figure that a share (from 0 to 1) of them do not exceed; NaN when there are none. */
export function percentile(figures: readonly number[], share: number): number {
  return (
    findShare(
      figures.toSorted((a, b) => a - b),
      share,
    ) ?? Number.NaN
  );
}

function findShare(sorted: readonly number[], share: number): number | undefined {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
