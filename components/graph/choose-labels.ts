/** What is written beside a place of the picture (world units), the most important first. */
export interface Label {
  readonly x: number;
  readonly y: number;
  readonly isAtEnd: boolean;
  readonly name: string;
  /** How many wait because of it; 0 is not written. */
  readonly count: number;
}

/** As the style sheet has them, pixels; a letter and a figure about. */
const HEIGHT = 20;
const BESIDE_NAME = 33;
const LETTER = 7;
const BESIDE_COUNT = 19;

/** Leaves out what would lie over a more important one at a zoom. */
export function chooseLabels<T extends Label>(labels: readonly T[], zoom: number): readonly T[] {
  const boxes: { left: number; right: number; bottom: number }[] = [];
  return labels.filter(({ x, y, isAtEnd, name, count }) => {
    const width = BESIDE_NAME + LETTER * name.length + (count > 0 ? BESIDE_COUNT + LETTER * String(count).length : 0);
    const left = x * zoom - (isAtEnd ? width : 0);
    const box = { left, right: left + width, bottom: y * zoom };
    const isFree = boxes.every(
      (other) => other.right <= box.left || other.left >= box.right || Math.abs(other.bottom - box.bottom) >= HEIGHT,
    );
    if (isFree) boxes.push(box);
    return isFree;
  });
}
