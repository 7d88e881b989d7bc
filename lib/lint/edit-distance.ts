/**
 * Whether one text becomes the other in at most so many insertions, deletions and substitutions (Levenshtein).
 * Only the cells near the diagonal are worked out: linear in the length for a small `allowed`.
 */
export function isWithinEdits(from: string, to: string, allowed: number): boolean {
  if (Math.abs(from.length - to.length) > allowed) return false;
  const beyond = allowed + 1;
  let row = Array.from({ length: to.length + 1 }, (_, column) => Math.min(column, beyond));
  for (let line = 1; line <= from.length; line++) {
    const next = new Array<number>(to.length + 1).fill(beyond);
    next[0] = Math.min(line, beyond);
    const first = Math.max(1, line - allowed);
    const last = Math.min(to.length, line + allowed);
    let least = next[0];
    for (let column = first; column <= last; column++) {
      const change = (row[column - 1] ?? beyond) + (from[line - 1] === to[column - 1] ? 0 : 1);
      const edits = Math.min(change, (row[column] ?? beyond) + 1, (next[column - 1] ?? beyond) + 1);
      next[column] = edits;
      if (edits < least) least = edits;
    }
    if (least > allowed) return false;
    row = next;
  }
  return (row[to.length] ?? beyond) <= allowed;
}

/** How many letters may differ before a name is another name: short ones are close to everything. */
export function toAllowedEdits(name: string): number {
  return name.length < 5 ? 1 : 2;
}

/** Finds the name that was probably meant: the only one within the fewest edits, or null. */
export function findMeant(name: string, names: Iterable<string>): string | null {
  const candidates = [...names];
  for (let edits = 1; edits <= toAllowedEdits(name); edits++) {
    const close = candidates.filter((candidate) => isWithinEdits(name, candidate, edits));
    if (close.length > 0) return close.length === 1 ? (close[0] ?? null) : null;
  }
  return null;
}
