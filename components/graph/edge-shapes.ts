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

/** Turns the points of a picture's edges into paths with ends: of all, or of those with such keys. */
export function toEdgeShapes(
  { edges }: Pick<LayoutResult, "edges">,
  keys: Iterable<string> = edges.keys(),
): readonly EdgeShape[] {
  return [...keys].flatMap((key) => {
    const points = edges.get(key) ?? [];
    const [from, to] = key.split("\n").map(toKnownObjectId);
    const [x, y, before] = [points.at(-2), points.at(-1), points.at(-4)];
    if (!from || !to || x === undefined || y === undefined || before === undefined) return [];
    // An edge that comes back to its column enters the card from the right.
    return [{ key, from, to, path: toEdgePath(points), end: { x, y, angle: x < before ? 180 : 0 } }];
  });
}
