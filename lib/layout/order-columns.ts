import { exchangeItems } from "./exchange-items.ts";
import type { ColumnOrder, Layers } from "./layers.ts";
import { RankedOrder } from "./ranked-order.ts";
import { siftItems } from "./sift-items.ts";
import { findStartOrder, type StartRule } from "./start-order.ts";
import { ColumnSweep } from "./sweep-columns.ts";

/** How much work goes into an order, by the number of items and links: small graphs are worth every try. */
interface Effort {
  readonly most: number;
  readonly starts: number;
  readonly sweeps: number;
  readonly sifts: number;
  readonly reach: number;
}

const EFFORTS: readonly Effort[] = [
  { most: 400, starts: 4, sweeps: 24, sifts: 8, reach: 400 },
  { most: 2_000, starts: 2, sweeps: 16, sifts: 4, reach: 200 },
  { most: 8_000, starts: 1, sweeps: 12, sifts: 3, reach: 60 },
  { most: Number.POSITIVE_INFINITY, starts: 1, sweeps: 8, sifts: 1, reach: 24 },
];

const STARTS: readonly StartRule[] = [
  { from: "busiest", walk: "deep" },
  { from: "first", walk: "deep" },
  { from: "busiest", walk: "wide" },
  { from: "first", walk: "wide" },
];

/** A start is given up when so many sweeps have brought nothing. */
const PATIENCE = 4;

/**
 * Orders the items of each column so that few links cross: from several first orders, sweeps by means and medians of the
 * neighbours, exchanges of neighbours, and sifting; the best order by exact count wins. The same for the same layers.
 */
export function orderColumns(layers: Layers): ColumnOrder {
  const work = layers.columnOf.length + layers.right.targets.length;
  const effort = EFFORTS.find(({ most }) => work <= most);
  let best: ColumnOrder | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const rule of STARTS.slice(0, effort?.starts)) {
    const ranked = new RankedOrder(layers, findStartOrder(layers, rule));
    const crossings = effort === undefined ? 0 : improve(ranked, effort);
    if (crossings < fewest) [best, fewest] = [ranked.order, crossings];
    if (fewest === 0) break;
  }
  return best ?? new Int32Array(0);
}

function improve(ranked: RankedOrder, { sweeps, sifts, reach }: Effort): number {
  const sweep = new ColumnSweep(ranked);
  let fewest = ranked.count();
  let best = ranked.order.slice();
  for (let [round, idle] = [0, 0]; round < sweeps && idle < PATIENCE && fewest > 0; round++) {
    sweep.run(round % 2 === 0, round % 4 < 2 ? "mean" : "median", round % 8 >= 4);
    exchangeItems(ranked, 2);
    const crossings = ranked.count();
    idle++;
    if (crossings < fewest) {
      [fewest, idle] = [crossings, 0];
      best = ranked.order.slice();
    }
  }
  ranked.restore(best);
  fewest -= exchangeItems(ranked, 10);
  for (let round = 0; round < sifts && fewest > 0; round++) {
    const saved = siftItems(ranked, reach);
    fewest -= saved;
    if (saved === 0) break;
  }
  return fewest;
}
