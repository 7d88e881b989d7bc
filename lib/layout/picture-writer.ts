import type { PackedArea, PackedPicture } from "./packed-picture.ts";

/** What a picture is beside its rows. */
export interface PictureFrame {
  readonly key: string;
  readonly aspect: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Puts a picture together row by row. Nodes are numbered in the order in which they are added; edges come ascending by
 * `from`, then by `to`, and after the nodes that they join.
 */
export class PictureWriter {
  readonly #ids: string[] = [];
  readonly #xs: number[] = [];
  readonly #ys: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  readonly #points: number[] = [];
  readonly #pointStarts: number[] = [0];

  /** Of the nodes so far. */
  get ids(): readonly string[] {
    return this.#ids;
  }

  /** How many nodes there are so far: the number of the next one. */
  get count(): number {
    return this.#ids.length;
  }

  /** Adds a card by its top left. */
  addNode(id: string, x: number, y: number): void {
    this.#ids.push(id);
    this.#xs.push(x);
    this.#ys.push(y);
  }

  /** Adds an edge with its points x, y, x, y …, all of them moved by so much; one without a way is left out. */
  addEdge(from: number, to: number, points: readonly number[], dx = 0, dy = 0): void {
    if (points.length < 4) return;
    this.#from.push(from);
    this.#to.push(to);
    for (let place = 0; place + 1 < points.length; place += 2)
      this.#points.push((points[place] ?? 0) + dx, (points[place + 1] ?? 0) + dy);
    this.#pointStarts.push(this.#points.length);
  }

  /** Gives the whole. */
  finish({ key, aspect, width, height }: PictureFrame, areas: readonly PackedArea[]): PackedPicture {
    return {
      key,
      aspect,
      width,
      height,
      ids: this.#ids.join("\n"),
      xs: new Float64Array(this.#xs),
      ys: new Float64Array(this.#ys),
      from: new Int32Array(this.#from),
      to: new Int32Array(this.#to),
      points: new Float64Array(this.#points),
      pointStarts: new Int32Array(this.#pointStarts),
      areas,
    };
  }
}
