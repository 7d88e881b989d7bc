/** So many names make a family: what they begin with says nothing of any of them. */
const FAMILY = 3;
const PAIR = 2;

/** What a name begins with like others, up to a hyphen, and whether that is a whole family. */
export interface Stem {
  readonly length: number;
  readonly isFamily: boolean;
}

/** Tells with what more than one of many names begins. They are not looked at before somebody asks. */
export class CommonStarts {
  readonly #list: () => Iterable<string>;
  #sorted: readonly string[] | null = null;

  constructor(list: () => Iterable<string>) {
    this.#list = list;
  }

  /** The longest start that a name shares with a family of names, or else with another one; null where there is none. */
  findStem(name: string): Stem | null {
    for (const least of [FAMILY, PAIR]) {
      for (let at = name.length - 2; at > 0; at--)
        if (name[at] === "-" && this.#has(name.slice(0, at + 1), least))
          return { length: at + 1, isFamily: least === FAMILY };
    }
    return null;
  }

  /** Whether at least so many different names begin so. */
  #has(start: string, least: number): boolean {
    this.#sorted ??= [...new Set(this.#list())].sort();
    const at = findFirst(this.#sorted, start);
    // What begins alike stands together.
    return this.#sorted[at + least - 1]?.startsWith(start) === true;
  }
}

/** The first of sorted texts that is not before another. */
function findFirst(sorted: readonly string[], text: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
