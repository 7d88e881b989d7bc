import { type ObjectId, toKnownObjectId } from "#lib/flux/object-id.ts";
import { toEdgePath } from "#lib/layout/edge-path.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";

/** One edge as it is drawn, in world units. */
export interface EdgeShape {
  /** As `toEdgeKey` gives it. */
  readonly key: string;
  readonly from: ObjectId;
  readonly to: ObjectId;
  /** Data of an SVG path. */
  readonly path: string;
  /** Where the arrow's tip is; its angle in degrees, 0 pointing right. */
  readonly end: { readonly x: number; readonly y: number; readonly angle: number };
}

/** Turns the points of a picture's edges into paths with ends, in the picture's order. */
export function toEdgeShapes(layout: Pick<LayoutResult, "edges">): readonly EdgeShape[] {
  return [...layout.edges].flatMap(([key, points]) => {
    const [from, to] = key.split("\n").map(toKnownObjectId);
    const [x, y, before] = [points.at(-2), points.at(-1), points.at(-4)];
    if (!from || !to || x === undefined || y === undefined || before === undefined) return [];
    // An edge that comes back to its column enters the card from the right.
    return [{ key, from, to, path: toEdgePath(points), end: { x, y, angle: x < before ? 180 : 0 } }];
  });
}
