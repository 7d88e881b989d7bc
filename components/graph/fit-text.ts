import type { Stem } from "./common-starts.ts";

const MOST_KEPT = 20_000;
const ELLIPSIS = "…";

/** Cuts texts to a width, and remembers what it found: measuring is the dearest part of drawing a name. */
export class TextFitter {
  readonly #measure: (text: string, font: string) => number;
  readonly #known = new Map<string, string>();

  /** `measure` gives the width of a text in a font. */
  constructor(measure: (text: string, font: string) => number) {
    this.#measure = measure;
  }

  /**
   * Gives the text, or as much of its start as has room, with an ellipsis; empty where not even one letter has. Of what it
   * begins with like others, its `stem`, less is kept than of its own: of `1-core-cilium`, one of a family, `…re-cilium`,
   * and `goatc…pvc` beside a `goatcounter-app`. The style sheet cuts the names of cards likewise.
   */
  fit(text: string, font: string, width: number, stem: Stem | null = null): string {
    const room = Math.floor(width);
    const key = `${font}\n${room}\n${text}`;
    const start = this.#remember(key, () => this.#cutEnd(text, font, room));
    if (start === text || start === "" || stem === null) return start;
    return this.#remember(`${key}\n${stem.isFamily ? stem.length : -stem.length}`, () =>
      this.#cutStem(text, stem, font, room),
    );
  }

  #remember(key: string, cut: () => string): string {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    if (this.#known.size >= MOST_KEPT) this.#known.clear();
    const fitted = cut();
    this.#known.set(key, fitted);
    return fitted;
  }

  #cutEnd(text: string, font: string, width: number): string {
    if (this.#measure(text, font) <= width) return text;
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.#measure(`${text.slice(0, middle)}${ELLIPSIS}`, font) <= width) fits = middle;
      else tooLong = middle;
    }
    return fits === 0 ? "" : `${text.slice(0, fits)}${ELLIPSIS}`;
  }

  /** A family's stem is cut at its start, another's at its end; where it has no room at all, the rest is cut. */
  #cutStem(text: string, { length, isFamily }: Stem, font: string, width: number): string {
    const own = text.slice(length);
    for (let kept = length - 1; kept > 0; kept--) {
      const cut = isFamily ? `${ELLIPSIS}${text.slice(length - kept)}` : `${text.slice(0, kept)}${ELLIPSIS}${own}`;
      if (this.#measure(cut, font) <= width) return cut;
    }
    return this.#cutEnd(`${ELLIPSIS}${own}`, font, width);
  }
}
