const MOST_KEPT = 20_000;

/** Cuts texts to a width, and remembers what it found: measuring is the dearest part of drawing a name. */
export class TextFitter {
  readonly #measure: (text: string, font: string) => number;
  readonly #known = new Map<string, string>();

  /** `measure` gives the width of a text in a font. */
  constructor(measure: (text: string, font: string) => number) {
    this.#measure = measure;
  }

  /** Gives the text, or as much of its start as has room, with an ellipsis; empty where not even one letter has. */
  fit(text: string, font: string, width: number): string {
    const room = Math.floor(width);
    const key = `${font}\n${room}\n${text}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    const fitted = this.#cut(text, font, room);
    this.#known.set(key, fitted);
    return fitted;
  }

  #cut(text: string, font: string, width: number): string {
    if (this.#measure(text, font) <= width) return text;
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.#measure(`${text.slice(0, middle)}…`, font) <= width) fits = middle;
      else tooLong = middle;
    }
    return fits === 0 ? "" : `${text.slice(0, fits)}…`;
  }
}
