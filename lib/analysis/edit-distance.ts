/**
 * Whether one text becomes the other in at most so many insertions, deletions, replacements and swaps of neighbours
 * (optimal string alignment). Looks only at a band of that width, so it costs length × `most`.
 */
export function isWithin(from: string, to: string, most: number): boolean {
  if (Math.abs(from.length - to.length) > most) return false;
  const beyond = most + 1;
  let [before, row]: [number[], number[]] = [[], Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let line = 1; line <= from.length; line++) {
    const next = new Array<number>(to.length + 1).fill(beyond);
    if (line <= most) next[0] = line;
    let least = next[0] ?? beyond;
    for (let column = Math.max(1, line - most); column <= Math.min(to.length, line + most); column++) {
      const isSame = from[line - 1] === to[column - 1];
      let cost = Math.min(
        (row[column - 1] ?? beyond) + (isSame ? 0 : 1),
        (row[column] ?? beyond) + 1,
        (next[column - 1] ?? beyond) + 1,
      );
      const isSwap = line > 1 && column > 1 && from[line - 1] === to[column - 2] && from[line - 2] === to[column - 1];
      if (isSwap) cost = Math.min(cost, (before[column - 2] ?? beyond) + 1);
      next[column] = Math.min(cost, beyond);
      least = Math.min(least, cost);
    }
    if (least > most) return false;
    [before, row] = [row, next];
  }
  return (row[to.length] ?? beyond) <= most;
}
