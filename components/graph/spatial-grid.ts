/** A rectangle by its sides, in world units. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const MOST_CELLS = 1 << 16;

/** The rectangles in each cell, one cell after the other; `starts` has one more than there are cells. */
interface Cells {
  readonly starts: Int32Array;
  readonly items: Int32Array;
}

/**
 * Finds which of many equally large rectangles touch a place. Each stands in every cell of a uniform grid that it covers,
 * so that a question costs what is there and not what there is.
 */
export class SpatialGrid {
  readonly #xs: Float64Array;
  readonly #ys: Float64Array;
  readonly #width: number;
  readonly #height: number;
  readonly #left: number;
  readonly #top: number;
  readonly #right: number;
  readonly #bottom: number;
  readonly #cell: number;
  readonly #columns: number;
  readonly #rows: number;
  #cells: Cells | null = null;

  /** `xs` and `ys` are the top left corners; `width` and `height` the size of each. */
  constructor(xs: Float64Array, ys: Float64Array, width: number, height: number) {
    this.#xs = xs;
    this.#ys = ys;
    this.#width = width;
    this.#height = height;
    let left = xs[0] ?? 0;
    let top = ys[0] ?? 0;
    let right = left;
    let bottom = top;
    for (let item = 1; item < xs.length; item++) {
      const x = xs[item] ?? 0;
      const y = ys[item] ?? 0;
      if (x < left) left = x;
      if (y < top) top = y;
      if (x > right) right = x;
      if (y > bottom) bottom = y;
    }
    this.#left = left;
    this.#top = top;
    this.#right = right;
    this.#bottom = bottom;
    const spanX = right + width - left;
    const spanY = bottom + height - top;
    this.#cell = Math.max(width, height, Math.sqrt((spanX * spanY) / MOST_CELLS), (spanX + spanY) / MOST_CELLS);
    this.#columns = Math.floor(spanX / this.#cell) + 1;
    this.#rows = Math.floor(spanY / this.#cell) + 1;
  }

  /** Gives the rectangles that touch an area, each once, in ascending order. */
  findIn(area: Bounds): number[] {
    const { left, top, right, bottom } = area;
    if (left <= this.#left && top <= this.#top && right >= this.#right && bottom >= this.#bottom)
      return Array.from(this.#xs, (_, item) => item);
    this.#cells ??= this.#fillCells();
    const { starts, items } = this.#cells;
    const found: number[] = [];
    const [fromColumn, toColumn] = [this.#toColumn(left), this.#toColumn(right)];
    const [fromRow, toRow] = [this.#toRow(top), this.#toRow(bottom)];
    for (let row = fromRow; row <= toRow; row++) {
      for (let column = fromColumn; column <= toColumn; column++) {
        const cell = row * this.#columns + column;
        for (let at = starts[cell] ?? 0; at < (starts[cell + 1] ?? 0); at++) {
          const item = items[at] ?? 0;
          if (!this.touches(item, area)) continue;
          // What stands in several cells counts in the first of them that is asked.
          if (row !== Math.max(fromRow, this.#toRow(this.#ys[item] ?? 0))) continue;
          if (column === Math.max(fromColumn, this.#toColumn(this.#xs[item] ?? 0))) found.push(item);
        }
      }
    }
    return found.sort((a, b) => a - b);
  }

  /** Whether a rectangle touches an area. */
  touches(item: number, { left, top, right, bottom }: Bounds): boolean {
    const x = this.#xs[item] ?? 0;
    const y = this.#ys[item] ?? 0;
    return x <= right && x + this.#width >= left && y <= bottom && y + this.#height >= top;
  }

  /** Gives the rectangle at a point, or the one whose middle is nearest within `reach`; -1 where there is none. */
  findAt(x: number, y: number, reach: number): number {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY];
    for (const item of this.findIn({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach })) {
      const [left, top] = [this.#xs[item] ?? 0, this.#ys[item] ?? 0];
      const [outX, outY] = [toOutside(x, left, this.#width), toOutside(y, top, this.#height)];
      const distance = outX * outX + outY * outY;
      if (distance < least) [nearest, least] = [item, distance];
    }
    return nearest;
  }

  /** Not before it is asked for a part: the first picture is of all. */
  #fillCells(): Cells {
    const starts = new Int32Array(this.#columns * this.#rows + 1);
    for (let item = 0; item < this.#xs.length; item++)
      this.#visitCells(item, (cell) => {
        starts[cell + 1] = (starts[cell + 1] ?? 0) + 1;
      });
    for (let cell = 0; cell + 1 < starts.length; cell++)
      starts[cell + 1] = (starts[cell + 1] ?? 0) + (starts[cell] ?? 0);
    const items = new Int32Array(starts.at(-1) ?? 0);
    const next = starts.slice();
    for (let item = 0; item < this.#xs.length; item++)
      this.#visitCells(item, (cell) => {
        const at = next[cell] ?? 0;
        items[at] = item;
        next[cell] = at + 1;
      });
    return { starts, items };
  }

  #visitCells(item: number, visit: (cell: number) => void): void {
    const x = this.#xs[item] ?? 0;
    const y = this.#ys[item] ?? 0;
    const fromColumn = this.#toColumn(x);
    const toColumn = this.#toColumn(x + this.#width);
    const toRow = this.#toRow(y + this.#height);
    for (let row = this.#toRow(y); row <= toRow; row++) {
      for (let column = fromColumn; column <= toColumn; column++) visit(row * this.#columns + column);
    }
  }

  #toColumn(x: number): number {
    return Math.max(0, Math.min(this.#columns - 1, Math.floor((x - this.#left) / this.#cell)));
  }

  #toRow(y: number): number {
    return Math.max(0, Math.min(this.#rows - 1, Math.floor((y - this.#top) / this.#cell)));
  }
}

function toOutside(value: number, start: number, length: number): number {
  return Math.max(0, start - value, value - start - length);
}
