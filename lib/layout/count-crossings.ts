import type { ColumnGraph } from "./column-graph.ts";

/** Items of each column, top to bottom. */
export type ColumnOrder = readonly (readonly number[])[];

/** Counts exactly how many pairs of links cross; n log n in the links. */
export function countCrossings({ items, links }: ColumnGraph, order: ColumnOrder): number {
  const rankOf = new Int32Array(items.length);
  for (const column of order) for (const [rank, item] of column.entries()) rankOf[item] = rank;
  const byColumn: [number, number][][] = order.map(() => []);
  for (const { from, to } of links) {
    byColumn[items[from]?.column ?? 0]?.push([rankOf[from] ?? 0, rankOf[to] ?? 0]);
  }
  let total = 0;
  for (const [column, pairs] of byColumn.entries()) {
    pairs.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    total += countInversions(pairs, order[column + 1]?.length ?? 0);
  }
  return total;
}

function countInversions(pairs: readonly [number, number][], size: number): number {
  const seen = new Int32Array(size + 1);
  let total = 0;
  for (const [count, [, target]] of pairs.entries()) {
    let notAfter = 0;
    for (let at = target + 1; at > 0; at -= at & -at) notAfter += seen[at] ?? 0;
    total += count - notAfter;
    for (let at = target + 1; at <= size; at += at & -at) seen[at] = (seen[at] ?? 0) + 1;
  }
  return total;
}
