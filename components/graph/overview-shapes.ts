import { type Hue, STATE_WORDS } from "#components/ui/state-words.ts";
import { type GraphNode, NODE_STATES } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";

const WIDTH = 176;
const TALLEST = 132;
/** A block smaller than this (pixels) could not be seen, and trouble must be. */
const LEAST = 1;
const LEAST_TROUBLE = 2;

type Size = Pick<LayoutResult, "width" | "height">;

/** Whether no part of a picture is outside of the window; `transform` is React Flow's x, y and zoom. */
export function isAllInView(
  picture: Size,
  [x, y, zoom]: readonly [number, number, number],
  width: number,
  height: number,
): boolean {
  // Half a pixel: a picture that fits exactly must not lose its last row to rounding.
  const most = 0.5;
  const [right, bottom] = [picture.width * zoom + x, picture.height * zoom + y];
  return x >= -most && y >= -most && right <= width + most && bottom <= height + most;
}

/** How large the small map of a picture is, in pixels, and how many of them a world unit is. */
export function toOverviewSize({ width, height }: Size): { width: number; height: number; scale: number } {
  const scale = Math.min(WIDTH / Math.max(1, width), TALLEST / Math.max(1, height));
  return { width: Math.ceil(width * scale), height: Math.ceil(height * scale), scale };
}

/** One block of the small map, in its pixels. */
export interface OverviewBlock {
  readonly hue: Hue;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws nodes as blocks that can be seen however small the map is: the best first, so that trouble lies on top. */
export function toOverviewBlocks(
  nodes: readonly Pick<GraphNode, "id" | "state">[],
  { nodes: places }: Pick<LayoutResult, "nodes">,
  scale: number,
): readonly OverviewBlock[] {
  const ranks: OverviewBlock[][] = NODE_STATES.map(() => []);
  for (const { id, state } of nodes) {
    const place = places.get(id);
    if (place === undefined) continue;
    const { hue } = STATE_WORDS[state];
    const least = hue === "good" || hue === "dim" ? LEAST : LEAST_TROUBLE;
    ranks[NODE_STATES.indexOf(state)]?.push({
      hue,
      x: place.x * scale,
      y: place.y * scale,
      width: Math.max(CARD_WIDTH * scale, least),
      height: Math.max(CARD_HEIGHT * scale, least),
    });
  }
  return ranks.reverse().flat();
}
