import type { NodeState } from "#lib/graph/model.ts";

const RING = "M12 2a10 10 0 1 0 0 20a10 10 0 1 0 0-20";

/** The signs of the states for a canvas, as lines in a square of 24: the same shapes that the cards have. */
const SIGNS: Readonly<Record<NodeState, string>> = {
  ready: `${RING}M8.5 12.2l2.4 2.4l4.6-5`,
  failed: `${RING}M9 9l6 6M15 9l-6 6`,
  missing: `${RING}M9 9l6 6M15 9l-6 6`,
  blocked: "M5 2h14M5 22h14M7 2v4.5l5 5.5l5-5.5V2M7 22v-4.5l5-5.5l5 5.5V22",
  suspended: `${RING}M10 9v6M14 9v6`,
  terminating: "M3 6h18M8 6V4q0-2 2-2h4q2 0 2 2v2M5.5 6l.8 14q.2 2 2 2h7.4q1.8 0 2-2L18.5 6",
  progressing: "M12 2a10 10 0 1 0 10 10",
  unknown: `${RING}M9.3 9.2a2.8 2.8 0 1 1 4.1 2.4q-1.4.8-1.4 2M12 17v.1`,
  hidden: "M2.5 12q3.8-6 9.5-6t9.5 6q-3.8 6-9.5 6t-9.5-6M3 3l18 18",
};

const paths = new Map<NodeState, Path2D>();

/** Draws the sign of a state, `size` wide, with its top left corner at a place; colour is the stroke style in force. */
export function paintIcon(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  state: NodeState,
  x: number,
  y: number,
  size: number,
): void {
  let path = paths.get(state);
  if (path === undefined) {
    path = new Path2D(SIGNS[state]);
    paths.set(state, path);
  }
  const scale = size / 24;
  context.translate(x, y);
  context.scale(scale, scale);
  context.lineWidth = 2;
  if (state === "missing") context.setLineDash([3, 3]);
  context.stroke(path);
  if (state === "missing") context.setLineDash([]);
  context.scale(1 / scale, 1 / scale);
  context.translate(-x, -y);
}
