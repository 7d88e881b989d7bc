import { isEqual } from "./equal.ts";

/** Takes some items away from a place in the list before, and puts others there. */
export interface ListEdit<Item> {
  readonly at: number;
  readonly remove: number;
  readonly insert: readonly Item[];
}

/**
 * Gives what turns one list into the next, places ascending; null when they are equal. What is kept keeps its order,
 * and as much as can be is kept. Items that are equal have the same key; a key may come more than once.
 */
export function diffLists<Item>(
  previous: readonly Item[],
  next: readonly Item[],
  toKey: (item: Item) => string,
): readonly ListEdit<Item>[] | null {
  if (previous === next) return null;
  const kept = findLongestRise(matchItems(previous, next, toKey));
  const edits: ListEdit<Item>[] = [];
  let at = 0;
  let from = 0;
  for (const [place, old] of [...kept, [next.length, previous.length] as const]) {
    if (old > at || place > from) edits.push({ at, remove: old - at, insert: next.slice(from, place) });
    at = old + 1;
    from = place + 1;
  }
  return edits.length === 0 ? null : edits;
}

/** Turns the list before into the next; what no edit touches keeps its identity. */
export function applyListEdits<Item>(items: readonly Item[], edits: readonly ListEdit<Item>[]): readonly Item[] {
  const edited: Item[] = [];
  let from = 0;
  for (const { at, remove, insert } of edits) {
    for (let place = from; place < at; place++) edited.push(items[place] as Item);
    for (const item of insert) edited.push(item);
    from = at + remove;
  }
  for (let place = from; place < items.length; place++) edited.push(items[place] as Item);
  return edited;
}

/** A place in the next list, and the place that an equal item has in the list before. */
type Match = readonly [place: number, old: number];

function matchItems<Item>(previous: readonly Item[], next: readonly Item[], toKey: (item: Item) => string): Match[] {
  const places = new Map<string, number[]>();
  for (let old = previous.length - 1; old >= 0; old--) {
    const key = toKey(previous[old] as Item);
    const known = places.get(key);
    if (known === undefined) places.set(key, [old]);
    else known.push(old);
  }
  return next.flatMap((item, place): Match[] => {
    const known = places.get(toKey(item)) ?? [];
    const index = known.findLastIndex((old) => isEqual(previous[old], item));
    const [old] = index === -1 ? [] : known.splice(index, 1);
    return old === undefined ? [] : [[place, old]];
  });
}

/** The longest choice of matches whose places in the list before rise (patience sorting). */
function findLongestRise(matches: readonly Match[]): readonly Match[] {
  /** By length of the rise: the match that ends the one with the lowest end. */
  const ends: number[] = [];
  const before: number[] = [];
  const oldAt = (index: number) => matches[index]?.[1] ?? -1;
  matches.forEach(([, old], index) => {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (oldAt(ends[middle] ?? -1) < old) low = middle + 1;
      else high = middle;
    }
    before.push(low === 0 ? -1 : (ends[low - 1] ?? -1));
    ends[low] = index;
  });
  const rise: Match[] = [];
  for (let index = ends.at(-1) ?? -1; index !== -1; index = before[index] ?? -1) {
    const match = matches[index];
    if (match !== undefined) rise.push(match);
  }
  return rise.reverse();
}
