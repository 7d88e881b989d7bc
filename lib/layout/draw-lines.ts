import { writeEdgeCurves } from "./edge-path.ts";
import { findRepeats } from "./find-repeats.ts";
import { intAt } from "./numbers.ts";
import type { PackedLines, PackedPicture } from "./packed-picture.ts";

/** Draws the edges of a picture as curves. */
export function drawLines({ points, pointStarts }: Pick<PackedPicture, "points" | "pointStarts">): PackedLines {
  const count = pointStarts.length - 1;
  // Two numbers for the start, six for each curve.
  const curves = new Float32Array(3 * points.length - 4 * count);
  const starts = new Int32Array(count + 1);
  const bounds = new Float32Array(4 * count);
  for (let edge = 0; edge < count; edge++) {
    const start = intAt(starts, edge);
    const end = writeEdgeCurves(points, intAt(pointStarts, edge), intAt(pointStarts, edge + 1), curves, start);
    starts[edge + 1] = end;
    writeBounds(bounds, edge * 4, curves, start, end);
  }
  return { curves, starts, repeats: findRepeats({ curves, starts }), bounds };
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
