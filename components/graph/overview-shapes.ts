import { type Hue, STATE_WORDS } from "#components/ui/state-words.ts";
import type { GraphNode } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";

const WIDTH = 176;
const TALLEST = 132;
/** A block smaller than this (pixels) could not be seen. */
const LEAST_HEIGHT = 2;

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
  return { width: WIDTH, height: Math.ceil(height * scale), scale };
}

/** Draws all cards as blocks, in world units: for each hue the data of one SVG path. */
export function toOverviewBlocks(
  nodes: readonly Pick<GraphNode, "id" | "state">[],
  { nodes: places }: Pick<LayoutResult, "nodes">,
  scale: number,
): ReadonlyMap<Hue, string> {
  const height = Math.max(CARD_HEIGHT, LEAST_HEIGHT / scale);
  const blocks = new Map<Hue, string>();
  for (const { id, state } of nodes) {
    const place = places.get(id);
    if (place === undefined) continue;
    const { hue } = STATE_WORDS[state];
    blocks.set(hue, `${blocks.get(hue) ?? ""}M${place.x} ${place.y}h${CARD_WIDTH}v${height}h${-CARD_WIDTH}Z`);
  }
  return blocks;
}
