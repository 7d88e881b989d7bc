/** What a picture's lines are like: points x, y, x, y … of each edge, joined straight. */
export interface LineMeasures {
  /** Pairs of lines that cross; where edges share a line it counts once. */
  readonly crossings: number;
  /** Of all edges together, shared lines as often as they are shared. */
  readonly length: number;
}

interface Segment {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Measures lines exactly. Pairs that only touch, or lie on each other, do not cross. */
export function measureLines(edges: Iterable<readonly number[]>): LineMeasures {
  const segments = new Map<string, Segment>();
  let length = 0;
  for (const points of edges) {
    for (let at = 2; at + 1 < points.length; at += 2) {
      const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = points.slice(at - 2, at + 2);
      length += Math.hypot(x2 - x1, y2 - y1);
      const segment = x1 <= x2 ? { x1, y1, x2, y2 } : { x1: x2, y1: y2, x2: x1, y2: y1 };
      segments.set(`${segment.x1} ${segment.y1} ${segment.x2} ${segment.y2}`, segment);
    }
  }
  return { crossings: countCrossings([...segments.values()]), length };
}

function countCrossings(segments: readonly Segment[]): number {
  const sorted = segments.toSorted((a, b) => a.x1 - b.x1);
  let crossings = 0;
  for (const [index, a] of sorted.entries()) {
    const [top, bottom] = [Math.min(a.y1, a.y2), Math.max(a.y1, a.y2)];
    for (let next = index + 1; next < sorted.length; next++) {
      const b = sorted[next];
      if (b === undefined || b.x1 >= a.x2) break;
      if (Math.max(b.y1, b.y2) <= top || Math.min(b.y1, b.y2) >= bottom) continue;
      if (isApart(a, b.x1, b.y1, b.x2, b.y2) && isApart(b, a.x1, a.y1, a.x2, a.y2)) crossings++;
    }
  }
  return crossings;
}

/** Whether two points lie on different sides of a line, neither of them on it. */
function isApart({ x1, y1, x2, y2 }: Segment, ax: number, ay: number, bx: number, by: number): boolean {
  const a = (x2 - x1) * (ay - y1) - (y2 - y1) * (ax - x1);
  const b = (x2 - x1) * (by - y1) - (y2 - y1) * (bx - x1);
  return a * b < 0;
}
