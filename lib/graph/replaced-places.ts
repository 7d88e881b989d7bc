interface Known {
  /** Not held: each list would keep the one before it, and that the one before that, back to the first. */
  readonly before: WeakRef<readonly unknown[]>;
  readonly places: readonly number[] | null;
}

const known = new WeakMap<readonly unknown[], Known>();

/** More than these are no small change: who asks had better go through everything. */
const MOST_REPLACED = 500;

/**
 * Finds the places at which a list holds another object than the one before it; null where the lists are not equally
 * long, or hardly alike. Many ask the same of the same two lists of ten thousand after each change, and it is found once.
 */
export function findReplacedPlaces(before: readonly unknown[], next: readonly unknown[]): readonly number[] | null {
  if (before === next) return NONE;
  const last = known.get(next);
  if (last?.before.deref() === before) return last.places;
  const places = compare(before, next);
  known.set(next, { before: new WeakRef(before), places });
  return places;
}

/** Says what `findReplacedPlaces` would find, where it is known from how a list was made; `places` in ascending order. */
export function noteReplacedPlaces(
  before: readonly unknown[],
  next: readonly unknown[],
  places: readonly number[],
): void {
  if (places.length <= MOST_REPLACED) known.set(next, { before: new WeakRef(before), places });
}

const NONE: readonly number[] = [];

function compare(before: readonly unknown[], next: readonly unknown[]): readonly number[] | null {
  if (before.length !== next.length) return null;
  const places: number[] = [];
  for (let at = 0; at < next.length; at++) {
    if (next[at] !== before[at] && places.push(at) > MOST_REPLACED) return null;
  }
  return places;
}
