/**
 * The power of the size with which figures grow: the slope of the line through their logarithms, by least squares.
 * From 1,000 to 10,000 a growth by n log n has 1.12.
 */
export function fitExponent(points: readonly { readonly size: number; readonly figure: number }[]): number {
  const logs = points.map(({ size, figure }) => ({ x: Math.log(size), y: Math.log(figure) }));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [x, y] = [mean(logs.map((log) => log.x)), mean(logs.map((log) => log.y))];
  const across = logs.reduce((sum, log) => sum + (log.x - x) ** 2, 0);
  return logs.reduce((sum, log) => sum + (log.x - x) * (log.y - y), 0) / across;
}
