/**
 * Who comes after whom in a graph of numbers 0…count−1, packed: the successors of `node` stand in `targets` from
 * `starts[node]` up to `starts[node + 1]`; `links` says, at the same places, which link each of them is.
 */
export interface Adjacency {
  readonly count: number;
  readonly starts: Int32Array;
  readonly targets: Int32Array;
  readonly links: Int32Array;
}

/**
 * Packs links, given by their two ends, for walking along them; those that `keep` refuses are left out. The
 * successors of a node keep the order of the links. Linear.
 */
export function toAdjacency(
  count: number,
  from: Int32Array,
  to: Int32Array,
  keep: (link: number) => boolean = () => true,
): Adjacency {
  const starts = new Int32Array(count + 1);
  const kept = new Uint8Array(from.length);
  for (let link = 0; link < from.length; link++) {
    if (!keep(link)) continue;
    kept[link] = 1;
    const after = at(from, link) + 1;
    starts[after] = at(starts, after) + 1;
  }
  for (let node = 0; node < count; node++) starts[node + 1] = at(starts, node + 1) + at(starts, node);
  const next = starts.slice();
  const targets = new Int32Array(at(starts, count));
  const links = new Int32Array(targets.length);
  for (let link = 0; link < from.length; link++) {
    if (kept[link] === 0) continue;
    const place = at(next, at(from, link));
    next[at(from, link)] = place + 1;
    targets[place] = at(to, link);
    links[place] = link;
  }
  return { count, starts, targets, links };
}

/** Reads a number of which the caller knows that it is there. */
export function at(values: Int32Array | Uint32Array | Uint8Array | Float64Array, index: number): number {
  return values[index] ?? 0;
}
