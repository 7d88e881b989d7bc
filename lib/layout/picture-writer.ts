import { writeEdgeCurves } from "./edge-path.ts";
import { intAt } from "./numbers.ts";
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

  /** Gives the whole, with the ways of the edges as curves. */
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
      ...drawCurves(new Float64Array(this.#points), new Int32Array(this.#pointStarts)),
      areas,
    };
  }
}

type Ways = Pick<PackedPicture, "points" | "pointStarts" | "curves" | "curveStarts" | "repeats" | "bounds">;

function drawCurves(points: Float64Array, pointStarts: Int32Array): Ways {
  const count = pointStarts.length - 1;
  // Two numbers for the start, six for each curve.
  const curves = new Float32Array(3 * points.length - 4 * count);
  const curveStarts = new Int32Array(count + 1);
  const bounds = new Float32Array(4 * count);
  for (let edge = 0; edge < count; edge++) {
    const start = intAt(curveStarts, edge);
    const end = writeEdgeCurves(points, intAt(pointStarts, edge), intAt(pointStarts, edge + 1), curves, start);
    curveStarts[edge + 1] = end;
    writeBounds(bounds, edge * 4, curves, start, end);
  }
  return { points, pointStarts, curves, curveStarts, repeats: null, bounds };
}

/** Of the handles too: a curve never leaves the box round its ends and its handles. */
function writeBounds(bounds: Float32Array, place: number, curves: Float32Array, start: number, end: number): void {
  let left = curves[start] ?? 0;
  let top = curves[start + 1] ?? 0;
  let right = left;
  let bottom = top;
  for (let at = start + 2; at + 1 < end; at += 2) {
    const x = curves[at] ?? 0;
    const y = curves[at + 1] ?? 0;
    if (x < left) left = x;
    if (x > right) right = x;
    if (y < top) top = y;
    if (y > bottom) bottom = y;
  }
  bounds[place] = left;
  bounds[place + 1] = top;
  bounds[place + 2] = right;
  bounds[place + 3] = bottom;
}
