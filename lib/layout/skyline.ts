import type { Point } from "./layout-engine.ts";

/** The upper edge of the free space of a strip, as steps from left to right; boxes are put on it one by one. */
export class Skyline {
  readonly #limit: number;
  /** Left ends and heights of the steps; each ends where the next begins, the last at the limit. */
  readonly #lefts: number[] = [0];
  readonly #tops: number[] = [0];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Puts a box where its top is highest, and of such places to the leftmost; one too wide goes to the left side. */
  add(width: number, height: number): Point {
    let [bestStep, bestTop] = [0, Number.POSITIVE_INFINITY];
    for (let step = 0; step < this.#lefts.length; step++) {
      if ((this.#lefts[step] ?? 0) + width > this.#limit && step > 0) break;
      const top = this.#restingOn(step, width, bestTop);
      if (top < bestTop) [bestStep, bestTop] = [step, top];
    }
    const x = this.#lefts[bestStep] ?? 0;
    this.#raise(bestStep, x + width, bestTop + height);
    return { x, y: bestTop };
  }

  /** How high a box stands that begins with a step; stops looking where it is no better than the best. */
  #restingOn(first: number, width: number, best: number): number {
    let top = 0;
    const right = (this.#lefts[first] ?? 0) + width;
    for (let step = first; step < this.#lefts.length && (this.#lefts[step] ?? 0) < right; step++) {
      top = Math.max(top, this.#tops[step] ?? 0);
      if (top >= best) return top;
    }
    return top;
  }

  #raise(first: number, right: number, top: number): void {
    let after = first;
    let covered = 0;
    while (after < this.#lefts.length && (this.#lefts[after] ?? 0) < right) covered = this.#tops[after++] ?? 0;
    const end = this.#lefts[after] ?? this.#limit;
    const rest = end > right;
    this.#lefts.splice(first, after - first, this.#lefts[first] ?? 0, ...(rest ? [right] : []));
    this.#tops.splice(first, after - first, top, ...(rest ? [covered] : []));
  }
}
