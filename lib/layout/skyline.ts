import type { Point } from "./layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "./sizes.ts";

/** Smaller holes have no room for any area: the smallest has one card. */
const LEAST_WIDTH = CARD_WIDTH;
const LEAST_HEIGHT = CARD_HEIGHT;

interface Hole extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * The upper edge of the free space of a strip, as steps from left to right, and the holes that are left behind it; boxes
 * are put there one by one.
 */
export class Skyline {
  readonly #limit: number;
  /** Left ends and heights of the steps; each ends where the next begins, the last at the limit. */
  readonly #lefts: number[] = [0];
  readonly #tops: number[] = [0];
  /** From the top, those of one height from the left. */
  readonly #holes: Hole[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  /**
   * Puts a box into the first hole where it fits, or else where its top is highest, and of such places to the leftmost;
   * one too wide goes to the left side.
   */
  add(width: number, height: number): Point {
    const hole = this.#fill(width, height);
    if (hole !== null) return hole;
    const { step, x, top } = this.#findHighest(width);
    this.#leaveHoles(step, x + width, top);
    this.#raise(step, x + width, top + height);
    return { x, y: top };
  }

  /** Where `add` would put a box. */
  find(width: number, height: number): Point {
    const hole = this.#holes[this.#findHole(width, height)];
    if (hole !== undefined) return { x: hole.x, y: hole.y };
    const { x, top } = this.#findHighest(width);
    return { x, y: top };
  }

  /** The place of the first hole where a box fits; -1 where there is none. */
  #findHole(width: number, height: number): number {
    return this.#holes.findIndex((hole) => hole.width >= width && hole.height >= height);
  }

  #findHighest(width: number): { step: number; x: number; top: number } {
    let [bestStep, bestTop] = [0, Number.POSITIVE_INFINITY];
    for (let step = 0; step < this.#lefts.length; step++) {
      if ((this.#lefts[step] ?? 0) + width > this.#limit && step > 0) break;
      const top = this.#restingOn(step, width, bestTop);
      if (top < bestTop) [bestStep, bestTop] = [step, top];
    }
    return { step: bestStep, x: this.#lefts[bestStep] ?? 0, top: bestTop };
  }

  /** Puts a box at the top left of a hole; what is left of that at its right and below it are holes again. */
  #fill(width: number, height: number): Point | null {
    const index = this.#findHole(width, height);
    const hole = this.#holes[index];
    if (hole === undefined) return null;
    this.#holes.splice(index, 1);
    this.#addHole({ x: hole.x + width, y: hole.y, width: hole.width - width, height });
    this.#addHole({ x: hole.x, y: hole.y + height, width: hole.width, height: hole.height - height });
    return { x: hole.x, y: hole.y };
  }

  /** Notes what becomes covered: the space between the steps and a box that stands above them. */
  #leaveHoles(first: number, right: number, top: number): void {
    for (let step = first; step < this.#lefts.length; step++) {
      const x = this.#lefts[step] ?? 0;
      if (x >= right) return;
      const [y, end] = [this.#tops[step] ?? 0, Math.min(right, this.#lefts[step + 1] ?? this.#limit)];
      this.#addHole({ x, y, width: end - x, height: top - y });
    }
  }

  #addHole(hole: Hole): void {
    if (hole.width < LEAST_WIDTH || hole.height < LEAST_HEIGHT) return;
    const index = this.#holes.findIndex(({ x, y }) => y > hole.y || (y === hole.y && x > hole.x));
    this.#holes.splice(index < 0 ? this.#holes.length : index, 0, hole);
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
    this.#tops[first] = top;
    // The first of the steps it covers becomes its own, the last goes on beside it: most boxes cover one or two.
    const kept = end > right ? 2 : 1;
    if (after - first < kept) {
      this.#lefts.splice(after, 0, right);
      this.#tops.splice(after, 0, covered);
      return;
    }
    if (kept === 2) {
      this.#lefts[first + 1] = right;
      this.#tops[first + 1] = covered;
    }
    if (after - first === kept) return;
    this.#lefts.splice(first + kept, after - first - kept);
    this.#tops.splice(first + kept, after - first - kept);
  }
}
