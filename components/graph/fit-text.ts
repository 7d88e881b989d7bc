const MOST_KEPT = 20_000;
/** An end with no more letters before it than these says less than a longer start. */
const LEAST_BEFORE = 1;

/** Shorter names than this are seldom cut, and where they are, their start tells them apart. */
const ENDED_FROM = 11;
const END = 4;

/** The letters at the end of a name that stay where it is cut: many a name differs from its neighbours there alone. */
export function toNameEnd(name: string): string {
  return name.length < ENDED_FROM ? "" : name.slice(-END);
}

/** Cuts texts to a width, and remembers what it found: measuring is the dearest part of drawing a name. */
export class TextFitter {
  readonly #measure: (text: string, font: string) => number;
  readonly #known = new Map<string, string>();

  /** `measure` gives the width of a text in a font. */
  constructor(measure: (text: string, font: string) => number) {
    this.#measure = measure;
  }

  /**
   * Gives the text, or as much of its start as has room, an ellipsis and so many letters of its end; without these where
   * that would leave next to nothing of the start, and empty where not even one letter has room.
   */
  fit(text: string, font: string, width: number, end = ""): string {
    const room = Math.floor(width);
    const key = `${font}\n${room}\n${end.length}\n${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    const fitted = this.#fit(text, font, room, end);
    this.#known.set(key, fitted);
    return fitted;
  }

  #fit(text: string, font: string, width: number, end: string): string {
    if (this.#measure(text, font) <= width) return text;
    const before = end === "" ? 0 : this.#count(text.slice(0, -end.length), font, width, end);
    if (before > LEAST_BEFORE) return `${text.slice(0, before)}…${end}`;
    const fits = this.#count(text, font, width, "");
    return fits === 0 ? "" : `${text.slice(0, fits)}…`;
  }

  /** How many letters have room before an ellipsis and an end. */
  #count(text: string, font: string, width: number, end: string): number {
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.#measure(`${text.slice(0, middle)}…${end}`, font) <= width) fits = middle;
      else tooLong = middle;
    }
    return fits;
  }
}
