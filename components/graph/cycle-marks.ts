import type { ObjectId } from "#lib/flux/object-id.ts";
import type { Cycle } from "#lib/graph/model.ts";
import { toEdgeCurves } from "#lib/layout/edge-path.ts";
import { type LayoutResult, toEdgeKey } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";

/** Where a cycle is best cut: the middle of that edge, in world units. */
export interface CutMark {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly why: string;
}

/** What closes a hidden cycle and no edge draws: that a parent's health check looks at its child. */
export interface CheckLine {
  readonly key: string;
  readonly child: ObjectId;
  /** Data of an SVG path. */
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

export interface CycleMarks {
  readonly cuts: readonly CutMark[];
  readonly checks: readonly CheckLine[];
}

/** How far a line between cards of one wave leads out beside them, and one between waves below them. */
const BULGE = 44;
const DIP = 24;

type Places = Pick<LayoutResult, "nodes" | "edges">;

/** Finds what is drawn of cycles beside their edges, as far as the picture has it. */
export function toCycleMarks(cycles: readonly Cycle[], layout: Places): CycleMarks {
  const checks = cycles.flatMap(({ checks = [] }) =>
    checks.flatMap(({ from, to }): CheckLine[] => {
      const line = toCheckLine(from, to, layout);
      return line === null || layout.edges.has(toEdgeKey(from, to)) ? [] : [line];
    }),
  );
  const lines = new Map(checks.map((line) => [line.key, line]));
  const cuts = cycles.flatMap(({ cut }): CutMark[] => {
    const key = toEdgeKey(cut.from, cut.to);
    const place = toMiddle(layout.edges.get(key)) ?? lines.get(key);
    return place === undefined ? [] : [{ key, x: place.x, y: place.y, why: cut.why }];
  });
  return { cuts, checks };
}

/** A point half way along an edge. */
function toMiddle(points: readonly number[] | undefined): { x: number; y: number } | undefined {
  if (points === undefined || points.length < 4) return undefined;
  const curves = toEdgeCurves(points);
  const pieces = (curves.length - 2) / 6;
  // Of an even number the middle is where two curves meet.
  const start = Math.floor(pieces / 2) * 6;
  if (pieces % 2 === 0) return { x: curves[start] ?? 0, y: curves[start + 1] ?? 0 };
  const along = (axis: 0 | 1) => {
    const [a = 0, b = 0, c = 0, d = 0] = [0, 2, 4, 6].map((step) => curves[start + axis + step]);
    return (a + 3 * b + 3 * c + d) / 8;
  };
  return { x: along(0), y: along(1) };
}

function toCheckLine(child: ObjectId, parent: ObjectId, { nodes }: Places): CheckLine | null {
  const [from, to] = [nodes.get(child), nodes.get(parent)];
  if (from === undefined || to === undefined) return null;
  const key = toEdgeKey(child, parent);
  if (from.x === to.x) {
    // Of one wave: out at the left side and back in.
    const [startY, endY] = [from.y + CARD_HEIGHT / 2, to.y + CARD_HEIGHT / 2];
    const out = from.x - BULGE;
    const path = `M${from.x},${startY}C${out},${startY} ${out},${endY} ${from.x},${endY}`;
    return { key, child, path, x: from.x - 0.75 * BULGE, y: (startY + endY) / 2 };
  }
  // Below the cards, where no edge of theirs leaves or enters.
  const [startX, endX] = [from.x + CARD_WIDTH / 2, to.x + CARD_WIDTH / 2];
  const [startY, endY] = [from.y + CARD_HEIGHT, to.y + CARD_HEIGHT];
  const path = `M${startX},${startY}C${startX},${startY + DIP} ${endX},${endY + DIP} ${endX},${endY}`;
  return { key, child, path, x: (startX + endX) / 2, y: (startY + endY) / 2 + 0.75 * DIP };
}
