/** Where the text of a large object is cut. */
export interface Cuts {
  /** Keys of the object before which it is. */
  readonly keys: readonly string[];
  /** The key of a long array before the first of those, how its items begin, and in how many parts it is read. */
  readonly array: { readonly key: string; readonly itemStart: string; readonly parts: number };
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** What is added before and behind it to make it JSON. */
  readonly before: string;
  readonly behind: string;
  /** Its first items belong to the array of the part before. */
  readonly isSequel: boolean;
}

/**
 * Parses the text of a large object in parts, so that a page can answer in between. What looks like a place to cut may
 * be one deeper within: a part that is cut there is no JSON, and then all is parsed at once.
 */
export class JsonInParts {
  readonly #text: string;
  readonly #arrayKey: string;
  readonly #parts: readonly Part[];
  #next = 0;
  #value: unknown;

  constructor(text: string, { keys, array }: Cuts) {
    this.#text = text;
    this.#arrayKey = array.key;
    this.#parts = findParts(text, keys, array);
  }

  /** Of how many parts it consists; so often `readNext` is to be called. */
  get count(): number {
    return this.#parts.length;
  }

  /** Parses the next part; gives what has been read so far, which is the same object each time. Throws a SyntaxError. */
  readNext(): unknown {
    const part = this.#parts[this.#next];
    if (part === undefined) return this.#value;
    const read = this.#parts.length === 1 ? undefined : this.#tryPart(part);
    if (read === undefined) {
      this.#value = JSON.parse(this.#text);
      this.#next = this.#parts.length;
    } else {
      if (this.#next === 0) this.#value = read;
      else addPart(this.#value, read, part.isSequel ? this.#arrayKey : null);
      this.#next++;
    }
    return this.#value;
  }

  /** Undefined where it is no JSON, or where the array that goes on in the next part is not the one that was meant. */
  #tryPart({ from, to, before, behind }: Part): object | undefined {
    try {
      const read = JSON.parse(`${before}${this.#text.slice(from, to)}${behind}`);
      const goesOn = this.#parts[this.#next + 1]?.isSequel === true;
      return goesOn && Object.keys(read).at(-1) !== this.#arrayKey ? undefined : read;
    } catch {
      return undefined;
    }
  }
}

/** Within a text a quote has a backslash before it, so that what is looked for is never found in one. */
function findParts(text: string, keys: Cuts["keys"], { key, itemStart, parts }: Cuts["array"]): readonly Part[] {
  const ends = keys
    .map((each) => text.indexOf(`,"${each}":`))
    .filter((at) => at > 0)
    .sort((a, b) => a - b);
  const start = text.indexOf(`,"${key}":[`);
  const end = ends[0] ?? text.length;
  const within = start < 0 ? [] : findItems(text, `},${itemStart}`, start, end, parts);
  const cuts = [...within, ...ends];
  return [0, ...cuts.map((cut) => cut + 1)].map((from, at) => ({
    from,
    to: cuts[at] ?? text.length,
    before: at === 0 ? "" : at <= within.length ? `{"${key}":[` : "{",
    behind: at < within.length ? "]}" : at < cuts.length ? "}" : "",
    isSequel: at > 0 && at <= within.length,
  }));
}

/** The commas before items that stand about where parts of one size would end, each once. */
function findItems(text: string, border: string, start: number, end: number, parts: number): readonly number[] {
  const found = new Set<number>();
  for (let part = 1; part < parts; part++) {
    const at = text.indexOf(border, start + Math.floor(((end - start) * part) / parts));
    if (at >= 0 && at < end) found.add(at + 1);
  }
  return [...found];
}

function addPart(target: unknown, part: object, arrayKey: string | null): void {
  for (const [key, value] of Object.entries(part)) {
    const held = key === arrayKey ? (target as Record<string, unknown>)[key] : undefined;
    if (Array.isArray(held) && Array.isArray(value)) for (const item of value) held.push(item);
    // As the parser does it: to assign one that is called `__proto__` would do something else.
    else Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  }
}
