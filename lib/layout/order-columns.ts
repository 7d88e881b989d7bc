import type { ColumnOrder, Layers } from "./layers.ts";
import { RankedOrder } from "./ranked-order.ts";
import { siftItems } from "./sift-items.ts";
import { findStartOrder, type StartRule } from "./start-order.ts";
import { ColumnSweep } from "./sweep-columns.ts";

/** A small graph is worth every try, one of some hundreds many; in a large one each moment counts. */
export type Effort = "thorough" | "careful" | "brisk" | "quick";

/** What an effort does with a component of at most so many items and links. */
interface Measures {
  readonly most: number;
  readonly starts: number;
  /** Sweeps by the neighbours on both sides, in each cycle. */
  readonly sweeps: number;
  /** Sweeps and siftings in turn, as long as that helps. */
  readonly cycles: number;
  readonly sifts: number;
  readonly reach: number;
}

const ANY_SIZE = Number.POSITIVE_INFINITY;
const MEASURES: Readonly<Record<Effort, readonly Measures[]>> = {
  thorough: [{ most: ANY_SIZE, starts: 4, cycles: 2, sweeps: 10, sifts: 6, reach: 200 }],
  careful: [{ most: ANY_SIZE, starts: 4, cycles: 1, sweeps: 10, sifts: 1, reach: 40 }],
  brisk: [{ most: ANY_SIZE, starts: 2, cycles: 1, sweeps: 10, sifts: 1, reach: 40 }],
  quick: [
    { most: 2_500, starts: 1, cycles: 1, sweeps: 10, sifts: 3, reach: 60 },
    { most: ANY_SIZE, starts: 1, cycles: 1, sweeps: 5, sifts: 1, reach: 12 },
  ],
};

/** So many nodes and edges a graph may have at most to be worth each effort. */
const MOST: readonly (readonly [most: number, effort: Effort])[] = [
  [160, "thorough"],
  [400, "careful"],
  [1_300, "brisk"],
];

/** How much effort a graph of so many nodes and edges is worth. */
export function toEffort(size: number): Effort {
  return MOST.find(([most]) => size <= most)?.[1] ?? "quick";
}

const STARTS: readonly StartRule[] = [
  { from: "busiest", walk: "wide" },
  { from: "first", walk: "deep" },
  { from: "busiest", walk: "deep" },
  { from: "first", walk: "wide" },
];

const ONE_SIDED_SWEEPS = 3;

/**
 * Orders the items of each column so that few links cross: from several first orders, sweeps by the means of the
 * neighbours, on one side to untangle and on both to settle, then sifting; the best order by exact count wins. The
 * same for the same layers.
 */
export function orderColumns(layers: Layers, effort: Effort): ColumnOrder {
  const size = layers.columnOf.length + layers.right.targets.length;
  const measures = MEASURES[effort].find(({ most }) => size <= most);
  let best: RankedOrder | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const rule of STARTS.slice(0, measures?.starts)) {
    const ranked = new RankedOrder(layers, findStartOrder(layers, rule));
    const crossings = measures === undefined ? 0 : improve(ranked, measures);
    if (crossings < fewest) [best, fewest] = [ranked, crossings];
    if (fewest === 0) break;
  }
  return best?.order ?? new Int32Array(0);
}

/** Improves an order in place and gives its crossings. Each cycle begins with the best so far, its ties turned round. */
function improve(ranked: RankedOrder, { cycles, sweeps, sifts, reach }: Measures): number {
  const sweep = new ColumnSweep(ranked);
  let fewest = ranked.count();
  let best = ranked.order.slice();
  for (let cycle = 0; cycle < cycles && fewest > 0; cycle++) {
    const turns = cycle % 2 === 1;
    for (let round = 0; round < ONE_SIDED_SWEEPS; round++) sweep.run((round % 2 === 0) !== turns, "behind", turns);
    for (let round = 0; round < sweeps; round++) sweep.run((round % 2 === 0) !== turns, "both", false);
    for (let round = 0; round < sifts; round++) if (siftItems(ranked, reach) === 0) break;
    const crossings = ranked.count();
    if (crossings < fewest) {
      fewest = crossings;
      best = ranked.order.slice();
    } else if (cycle > 0) break;
  }
  ranked.restore(best);
  return fewest;
}
