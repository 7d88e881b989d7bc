import { at } from "#lib/graph/adjacency.ts";
import type { RankedOrder } from "./ranked-order.ts";

/**
 * Exchanges neighbours in a column while that saves crossings, column by column, in at most so many rounds. Gives how many
 * crossings it saved. Exchanges that change nothing are made too when told so: they lead out of dead ends.
 */
export function exchangeItems(ranked: RankedOrder, rounds: number, evenIfEqual = false): number {
  let total = 0;
  let stirred = new Uint8Array(ranked.columns).fill(1);
  for (let round = 0; round < rounds; round++) {
    const next = new Uint8Array(ranked.columns);
    let saved = 0;
    for (let column = 0; column < ranked.columns; column++) {
      if (stirred[column] === 0 && next[column] === 0) continue;
      const gain = exchangeInColumn(ranked, column, evenIfEqual && round === 0);
      if (gain === 0) continue;
      saved += gain;
      for (const other of [column - 1, column, column + 1]) next[other] = 1;
    }
    total += saved;
    if (saved === 0) break;
    stirred = next;
  }
  return total;
}

function exchangeInColumn(ranked: RankedOrder, column: number, evenIfEqual: boolean): number {
  const { order, layers } = ranked;
  let saved = 0;
  let changed = false;
  for (let place = at(layers.columnStarts, column) + 1; place < at(layers.columnStarts, column + 1); place++) {
    const [upper, lower] = [at(order, place - 1), at(order, place)];
    const gain = ranked.gainOfSwap(upper, lower);
    if (gain < 0 || (gain === 0 && !evenIfEqual)) continue;
    order[place - 1] = lower;
    order[place] = upper;
    saved += gain;
    changed = true;
  }
  if (changed) ranked.settle(column);
  return saved;
}
