/** So many names make a family: what they begin with says nothing of any of them. */
const FAMILY = 3;
const PAIR = 2;

/** So many names with the same end are looked at for one that begins otherwise. */
const MOST_ENDS = 8;
/** An end that many names have is told from others only whole: so many letters have room on most cards. */
const SHORT_END = 7;

/** What a name begins with like others, up to a hyphen, and whether that is a whole family. */
export interface Stem {
  readonly length: number;
  readonly isFamily: boolean;
}

/** Tells with what more than one of many names begins. They are not looked at before somebody asks. */
export class CommonStarts {
  readonly #list: () => Iterable<string>;
  #sorted: readonly string[] | null = null;
  #backwards: readonly string[] | null = null;

  constructor(list: () => Iterable<string>) {
    this.#list = list;
  }

  /**
   * The longest start that a name shares with a family of names, or else with another one; null where there is none, and
   * where its start says more than a part of its end would: of `grafana-operator`, as `dragonfly-operator` ends so too.
   */
  findStem(name: string): Stem | null {
    for (const least of [FAMILY, PAIR]) {
      for (let at = name.length - 2; at > 0; at--)
        if (name[at] === "-" && this.#has(name.slice(0, at + 1), least))
          return this.#weigh(name, at + 1, least === FAMILY);
    }
    return null;
  }

  #weigh(name: string, length: number, isFamily: boolean): Stem | null {
    if (!this.#isEndElsewhere(name, length - 1)) return { length, isFamily };
    return name.length - length > SHORT_END ? null : { length, isFamily: false };
  }

  /** Whether at least so many different names begin so. */
  #has(start: string, least: number): boolean {
    const sorted = this.#sort();
    const at = findFirst(sorted, start);
    // What begins alike stands together.
    return sorted[at + least - 1]?.startsWith(start) === true;
  }

  /** Whether a name with another first word ends like this one, from the hyphen at that place on. */
  #isEndElsewhere(name: string, hyphen: number): boolean {
    this.#backwards ??= this.#sort().map(reverse).sort();
    const end = reverse(name.slice(hyphen));
    const firstWord = reverse(name.slice(0, name.indexOf("-", 1) + 1));
    const at = findFirst(this.#backwards, end);
    return this.#backwards
      .slice(at, at + MOST_ENDS)
      .some((other) => other.startsWith(end) && !other.endsWith(firstWord));
  }

  #sort(): readonly string[] {
    this.#sorted ??= [...new Set(this.#list())].sort();
    return this.#sorted;
  }
}

function reverse(text: string): string {
  return [...text].reverse().join("");
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
