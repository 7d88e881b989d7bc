import { findReplacedPlaces } from "./replaced-places.ts";

/**
 * Makes a filter that remembers: asked for the next list, of which most items are the very same in the same places, it
 * tests the others alone, and gives the same result again where none of them passes before or after.
 */
export function createKeepingFilter<Item>(test: (item: Item) => boolean): (items: readonly Item[]) => readonly Item[] {
  let last: { readonly items: readonly Item[]; readonly found: readonly Item[] } = { items: [], found: [] };
  return (items) => {
    if (items === last.items) return last.found;
    last = { items, found: hasSameAnswer(last.items, items, test) ? last.found : items.filter(test) };
    return last.found;
  };
}

function hasSameAnswer<Item>(before: readonly Item[], items: readonly Item[], test: (item: Item) => boolean): boolean {
  const places = findReplacedPlaces(before, items);
  if (places === null) return false;
  const passes = (item: Item | undefined) => item !== undefined && test(item);
  return !places.some((at) => passes(before[at]) || passes(items[at]));
}
