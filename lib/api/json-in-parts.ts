/** Where the text of a large object is cut. */
export interface Cuts {
  /** Keys of the object before which it is. */
  readonly keys: readonly string[];
  /** The key of a long array before the first of those, and how its items begin. */
  readonly array: { readonly key: string; readonly itemStart: string };
  /** About so many characters are parsed at a time; a text of no more is not cut at all. */
  readonly size: number;
}

interface Part {
  /** With what is added before and behind it to make it JSON. */
  readonly text: string;
  /** Its first items belong to the array of the part before. */
  readonly isSequel: boolean;
  /** So that its last items go on in the next one. */
  readonly goesOn: boolean;
}

/** Where the size says to cut, the next item begins not farther behind; else the array is over. */
const FARTHEST = 65_536;

/**
 * Parses the text of a large object in parts, the first of them while the rest is still to come, so that a page can answer
 * in between. What looks like a place to cut may be one deeper within: a part that is cut there is no JSON, and then all
 * is parsed at once.
 */
export class JsonInParts {
  readonly #cuts: Cuts;
  readonly #whole: string[] = [];
  /** What is in no part yet. */
  #rest = "";
  #isSequel = false;
  /** The array is over: behind it there is nothing to look for. */
  #isOver = false;
  #parts: Part[] = [];
  #isAtOnce = false;
  #isEnded = false;
  #value: unknown;

  constructor(cuts: Cuts) {
    this.#cuts = cuts;
  }

  /** How many parts are known and not read yet. */
  get count(): number {
    return this.#parts.length;
  }

  /** Takes more of the text. */
  add(text: string): void {
    this.#whole.push(text);
    if (this.#isAtOnce) return;
    this.#rest += text;
    while (!this.#isOver && this.#rest.length >= 2 * this.#cuts.size) {
      const cut = this.#findItem(this.#rest.length);
      if (cut < 0) return;
      this.#cutItems(cut);
    }
  }

  /** The text is all there: `count` says how often `readNext` is to be called. Gives itself. */
  end(): this {
    this.#isEnded = true;
    if (this.#isAtOnce) this.#gather();
    else this.#cutRest();
    return this;
  }

  /** Parses the next part; gives what has been read so far, which is the same object each time. Throws a SyntaxError. */
  readNext(): unknown {
    const part = this.#parts.shift();
    if (part === undefined) return this.#value;
    if (this.#isAtOnce) this.#value = JSON.parse(part.text);
    else if (!this.#tryPart(part)) {
      this.#isAtOnce = true;
      this.#parts = [];
      if (!this.#isEnded) return undefined;
      this.#gather();
      return this.readNext();
    }
    return this.#value;
  }

  /** Whether it is JSON, and ends with the array where that goes on in the next part. */
  #tryPart({ text, isSequel, goesOn }: Part): boolean {
    const { key } = this.#cuts.array;
    try {
      const read: object = JSON.parse(text);
      if (goesOn && Object.keys(read).at(-1) !== key) return false;
      if (this.#value === undefined) this.#value = read;
      else addPart(this.#value, read, isSequel ? key : null);
      return true;
    } catch {
      return false;
    }
  }

  #gather(): void {
    this.#isAtOnce = true;
    this.#parts = [{ text: this.#whole.join(""), isSequel: false, goesOn: false }];
  }

  /** Within a text a quote has a backslash before it, so that what is looked for is never found in one. */
  #cutRest(): void {
    const { keys, size } = this.#cuts;
    let ends = keys
      .map((key) => this.#rest.indexOf(`,"${key}":`))
      .filter((at) => at > 0)
      .sort((a, b) => a - b);
    if (!this.#isSequel && (this.#rest.length <= size || ends.length === 0)) {
      this.#gather();
      return;
    }
    for (;;) {
      const end = ends[0] ?? this.#rest.length;
      const cut = end > 2 * size ? this.#findItem(end) : -1;
      if (cut < 0) break;
      this.#cutItems(cut);
      ends = ends.map((at) => at - cut - 1);
    }
    [0, ...ends.map((end) => end + 1)].forEach((from, at) => {
      const before = at > 0 ? "{" : this.#before;
      const behind = at < ends.length ? "}" : "";
      const text = `${before}${this.#rest.slice(from, ends[at])}${behind}`;
      this.#parts.push({ text, isSequel: at === 0 && this.#isSequel, goesOn: false });
    });
  }

  /** The comma before the item at which to cut, at most so far behind; -1 where there is none. */
  #findItem(end: number): number {
    const { array, size } = this.#cuts;
    const start = this.#isSequel ? 0 : this.#rest.indexOf(`,"${array.key}":[`);
    if (start < 0) return -1;
    const wanted = Math.max(start, size);
    const last = wanted + FARTHEST;
    const at = this.#rest.slice(wanted, last).indexOf(`},${array.itemStart}`);
    if (at < 0 && this.#rest.length >= last) this.#isOver = true;
    return at >= 0 && wanted + at < end ? wanted + at + 1 : -1;
  }

  #cutItems(cut: number): void {
    const text = `${this.#before}${this.#rest.slice(0, cut)}]}`;
    this.#parts.push({ text, isSequel: this.#isSequel, goesOn: true });
    this.#rest = this.#rest.slice(cut + 1);
    this.#isSequel = true;
  }

  get #before(): string {
    return this.#isSequel ? `{"${this.#cuts.array.key}":[` : "";
  }
}

function addPart(target: unknown, part: object, arrayKey: string | null): void {
  for (const [key, value] of Object.entries(part)) {
    const held = key === arrayKey ? (target as Record<string, unknown>)[key] : undefined;
    if (Array.isArray(held) && Array.isArray(value)) for (const item of value) held.push(item);
    // As the parser does it: to assign one that is called `__proto__` would do something else.
    else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  }
}
