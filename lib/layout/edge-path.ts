/** Rows of numbers that can be read, and those that can be written to. */
type Numbers = ArrayLike<number>;
type MutableNumbers = number[] | Float32Array;

/** A quarter of an ellipse needs 0.55 of each half axis; an S between two level ends needs half of the way. */
const TURNING = 0.55;
const LEVEL = 0.5;

/**
 * Joins the points of an edge (LayoutResult.edges) with cubic curves: start x, y, then for each curve two control points
 * and its end, six numbers a curve. A curve runs level at each point, but upright where the edge turns back in x.
 */
export function toEdgeCurves(points: readonly number[]): number[] {
  const curves: number[] = [];
  writeEdgeCurves(points, 0, points.length, curves, 0);
  return curves;
}

/** As {@link toEdgeCurves}, from one stretch of a row into another row from `place` on; gives the place after. */
export function writeEdgeCurves(
  points: Numbers,
  start: number,
  end: number,
  curves: MutableNumbers,
  place: number,
): number {
  let next = place;
  let fromX = points[start] ?? 0;
  let fromY = points[start + 1] ?? 0;
  curves[next++] = fromX;
  curves[next++] = fromY;
  let turnsHere = false;
  for (let at = start + 2; at + 1 < end; at += 2) {
    const toX = points[at] ?? 0;
    const toY = points[at + 1] ?? 0;
    const turnsThere = at + 3 < end && (toX - fromX) * ((points[at + 2] ?? 0) - toX) < 0;
    const share = turnsHere || turnsThere ? TURNING : LEVEL;
    const stepX = (toX - fromX) * share;
    const stepY = (toY - fromY) * share;
    curves[next++] = turnsHere ? fromX : fromX + stepX;
    curves[next++] = turnsHere ? fromY + stepY : fromY;
    curves[next++] = turnsThere ? toX : toX - stepX;
    curves[next++] = turnsThere ? toY - stepY : toY;
    curves[next++] = toX;
    curves[next++] = toY;
    fromX = toX;
    fromY = toY;
    turnsHere = turnsThere;
  }
  return next;
}

/** The same as the data of an SVG path. */
export function toEdgePath(points: readonly number[]): string {
  const curves = toEdgeCurves(points);
  let path = `M${curves[0]},${curves[1]}`;
  for (let at = 2; at + 5 < curves.length; at += 6)
    path += `C${curves
      .slice(at, at + 6)
      .map(round)
      .join(" ")}`;
  return path;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
