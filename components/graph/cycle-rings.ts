import type { Cycle } from "#lib/graph/model.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { type Rect, toBounds } from "./camera-moves.ts";

/** Finds the rings to draw for a cycle: one round all its cards, or one a card where a stranger stands among them. */
export function toCycleRings({ nodes }: Cycle, places: LayoutResult["nodes"]): readonly Rect[] {
  const members = new Set<string>(nodes);
  const cards = nodes.flatMap((id) => {
    const place = places.get(id);
    return place === undefined ? [] : [{ ...place, width: CARD_WIDTH, height: CARD_HEIGHT }];
  });
  const all = toBounds(cards);
  if (all === null) return [];
  const hasStranger = [...places].some(
    ([id, { x, y }]) =>
      !members.has(id) &&
      x < all.x + all.width &&
      x + CARD_WIDTH > all.x &&
      y < all.y + all.height &&
      y + CARD_HEIGHT > all.y,
  );
  return hasStranger ? cards : [all];
}
