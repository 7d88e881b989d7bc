/**
 * Joins the points of an edge (LayoutResult.edges) with cubic curves: start x, y, then for each curve two control points
 * and its end, six numbers a curve. A curve runs level at each point, but upright where the edge turns back in x.
 */
export function toEdgeCurves(points: readonly number[]): number[] {
  const curves = [points[0] ?? 0, points[1] ?? 0];
  for (let at = 2; at + 1 < points.length; at += 2) {
    const [fromX, fromY] = [points[at - 2] ?? 0, points[at - 1] ?? 0];
    const [toX, toY] = [points[at] ?? 0, points[at + 1] ?? 0];
    const [turnsHere, turnsThere] = [turnsBack(points, at - 2), turnsBack(points, at)];
    // A quarter of an ellipse needs 0.55 of each half axis; an S between two level ends needs half of the way.
    const share = turnsHere || turnsThere ? 0.55 : 0.5;
    const [stepX, stepY] = [(toX - fromX) * share, (toY - fromY) * share];
    curves.push(
      turnsHere ? fromX : fromX + stepX,
      turnsHere ? fromY + stepY : fromY,
      turnsThere ? toX : toX - stepX,
      turnsThere ? toY - stepY : toY,
      toX,
      toY,
    );
  }
  return curves;
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

function turnsBack(points: readonly number[], at: number): boolean {
  if (at < 2 || at + 3 >= points.length) return false;
  const x = points[at] ?? 0;
  return (x - (points[at - 2] ?? 0)) * ((points[at + 2] ?? 0) - x) < 0;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
