import { isWithin } from "#lib/analysis/edit-distance.ts";

const SHORT_NAME = 5;

/** Finds the name that was probably meant: the only one within the fewest letters, two at most, or null. */
export function findMeant(name: string, names: Iterable<string>): string | null {
  const candidates = [...names];
  const most = name.length < SHORT_NAME ? 1 : 2;
  for (let edits = 1; edits <= most; edits++) {
    const close = candidates.filter((candidate) => isWithin(name, candidate, edits));
    if (close.length > 0) return close.length === 1 ? (close[0] ?? null) : null;
  }
  return null;
}
