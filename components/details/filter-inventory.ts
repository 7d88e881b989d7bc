import type { ObjectDetails } from "#lib/api/object-details.ts";

type Entry = ObjectDetails["inventory"][number];

const collator = new Intl.Collator("en", { numeric: true });

/** The kinds in an inventory with how many there are of each, most first. */
export function countKinds(inventory: readonly Entry[]): readonly { readonly kind: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { kind } of inventory) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts]
    .map(([kind, count]) => ({ kind, count }))
    .sort((a, b) => b.count - a.count || collator.compare(a.kind, b.kind));
}

/** Keeps the entries of a kind (null for all) that hold the text in their namespace or name, sorted by kind, then name. */
export function filterInventory(inventory: readonly Entry[], kind: string | null, text: string): readonly Entry[] {
  const wanted = text.trim().toLowerCase();
  return inventory
    .filter(
      (entry) =>
        (kind === null || entry.kind === kind) && `${entry.namespace}/${entry.name}`.toLowerCase().includes(wanted),
    )
    .toSorted(
      (a, b) =>
        collator.compare(a.kind, b.kind) ||
        collator.compare(a.namespace, b.namespace) ||
        collator.compare(a.name, b.name),
    );
}
