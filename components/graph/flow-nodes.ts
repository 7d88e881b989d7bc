import type { Node } from "@xyflow/react";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";

/** React Flow's own wrapper must not answer to the id of the card in it, nor speak to a screen reader. */
const WRAPPER = { "data-id": undefined, "aria-roledescription": undefined };
const NO_DATA = {};
const NO_NODES: Node[] = [];

/** Turns nodes of a picture into React Flow's: places alone, for the cards read everything else themselves. */
export function toFlowNodes(
  places: LayoutResult["nodes"],
  ids: readonly string[],
  before: readonly Node[] = NO_NODES,
): Node[] {
  const known = new Map(before.map((node) => [node.id, node]));
  return ids.flatMap((id): Node | Node[] => {
    const position = places.get(id);
    if (position === undefined) return [];
    const node = known.get(id);
    if (node?.position.x === position.x && node.position.y === position.y) return node;
    return {
      id,
      type: "card",
      position,
      data: NO_DATA,
      width: CARD_WIDTH,
      height: CARD_HEIGHT,
      domAttributes: WRAPPER,
    };
  });
}
