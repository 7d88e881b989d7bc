import { type ColumnOrder, countLinks, type Layers, type Neighbours } from "./layers.ts";
import { intAt } from "./numbers.ts";

/**
 * Gives an order that crosses as often and reads better: upside down where more neighbours fall than rise by their
 * number (which is that of their ids), and items of one column with the same neighbours, as a hub's leaves, by number.
 */
export function toReadingOrder(layers: Layers, order: ColumnOrder): ColumnOrder {
  const result = order.slice();
  if (countFalls(layers, order) * 2 > order.length - layers.columnStarts.length + 1) {
    for (let column = 0; column + 1 < layers.columnStarts.length; column++)
      result.subarray(intAt(layers.columnStarts, column), intAt(layers.columnStarts, column + 1)).reverse();
  }
  return sortTwins(layers, result);
}

/**
 * Gives an order in which items of one column with the same neighbours stand by number. Items of a number below `cards`
 * and others change places only among themselves.
 */
export function sortTwins(layers: Layers, order: ColumnOrder, cards = 0): ColumnOrder {
  const result = order.slice();
  for (const places of findTwins(layers, result, cards)) {
    const items = places.map((place) => intAt(result, place)).sort((a, b) => a - b);
    for (const [index, place] of places.entries()) result[place] = items[index] ?? 0;
  }
  return result;
}

/** Nodes with more links than this have no like in practice, and are not compared. */
const MOST_LINKS = 8;

function countFalls({ columnOf }: Layers, order: ColumnOrder): number {
  let falls = 0;
  for (let place = 1; place < order.length; place++) {
    const [upper, lower] = [intAt(order, place - 1), intAt(order, place)];
    if (columnOf[upper] === columnOf[lower] && upper > lower) falls++;
  }
  return falls;
}

/** The places, from the top, of items that are linked with just the same others; only where there are several. */
function findTwins(layers: Layers, order: ColumnOrder, cards: number): number[][] {
  const groups = new Map<string, number[]>();
  for (let place = 0; place < order.length; place++) {
    const item = intAt(order, place);
    if (countLinks(layers, item) > MOST_LINKS) continue;
    const key = `${item < cards}:${layers.columnOf[item]}:${toKey(layers.left, item)}:${toKey(layers.right, item)}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [place]);
    else group.push(place);
  }
  return [...groups.values()].filter((places) => places.length > 1);
}

/** The neighbours of an item on one side; they stand in the order of their numbers. */
function toKey({ starts, targets }: Neighbours, item: number): string {
  return targets.subarray(intAt(starts, item), intAt(starts, item + 1)).join();
}
