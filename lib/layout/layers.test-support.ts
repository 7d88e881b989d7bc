import { fc } from "#lib/flux/fast-check.test-support.ts";
import { at } from "#lib/graph/adjacency.ts";
import { buildLayers, type ColumnOrder, type Layers } from "./layers.ts";

/** Layers of a few columns with any links between neighbouring ones; each link once. */
export const anyLayers: fc.Arbitrary<Layers> = fc
  .record({
    sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 6 }),
    picks: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { maxLength: 60 }),
  })
  .map(({ sizes, picks }) => {
    const columnOf = Int32Array.from(sizes.flatMap((size, column) => new Array<number>(size).fill(column)));
    const starts = sizes.map((_, column) => sizes.slice(0, column).reduce((sum, size) => sum + size, 0));
    const links = new Map<string, readonly [number, number]>();
    for (const [where, a, b] of picks) {
      if (sizes.length < 2) break;
      const column = where % (sizes.length - 1);
      const from = (starts[column] ?? 0) + (a % (sizes[column] ?? 1));
      const to = (starts[column + 1] ?? 0) + (b % (sizes[column + 1] ?? 1));
      links.set(`${from} ${to}`, [from, to]);
    }
    const [from, to] = [0, 1].map((end) => Int32Array.from([...links.values()], (link) => link[end] ?? 0));
    return buildLayers(columnOf, sizes.length, from ?? new Int32Array(), to ?? new Int32Array());
  });

/** Any order of the layers' items within their columns, by a number for each place. */
export function shuffleColumns({ columnOf }: Layers, numbers: readonly number[]): ColumnOrder {
  const items = [...columnOf.keys()];
  const keyOf = (item: number) => ((numbers[item % numbers.length] ?? 0) * (item + 1)) % 101;
  return Int32Array.from(items.sort((a, b) => at(columnOf, a) - at(columnOf, b) || keyOf(a) - keyOf(b) || a - b));
}

/** Counts crossings by looking at every pair of links. */
export function countNaively({ columnOf, right }: Layers, order: ColumnOrder): number {
  const rankOf = new Map([...order].map((item, rank) => [item, rank]));
  const links: { from: number; to: number; column: number }[] = [];
  for (const item of columnOf.keys()) {
    for (let link = at(right.starts, item); link < at(right.starts, item + 1); link++) {
      const to = at(right.targets, link);
      links.push({ from: rankOf.get(item) ?? 0, to: rankOf.get(to) ?? 0, column: at(columnOf, item) });
    }
  }
  let total = 0;
  for (const [index, a] of links.entries()) {
    for (const b of links.slice(index + 1)) {
      if (a.column === b.column && (a.from - b.from) * (a.to - b.to) < 0) total++;
    }
  }
  return total;
}
