import type { Bounds } from "./spatial-grid.ts";

/** So much larger than the two of them together may an area be that covers both: each one costs more than its ground. */
const MOST_MORE = 1.5;

/** Joins areas that lie near each other, so that fewer cover the same ground: one after the other, as the pieces of an edge come. */
export function mergeAreas(areas: readonly Bounds[]): readonly Bounds[] {
  const merged: Bounds[] = [];
  for (const area of areas) {
    const near = merged.findIndex(
      (other) => toGround(toUnion(other, area)) <= MOST_MORE * (toGround(other) + toGround(area)),
    );
    const other = merged[near];
    if (other === undefined) merged.push(area);
    else merged[near] = toUnion(other, area);
  }
  return merged;
}

function toUnion(a: Bounds, b: Bounds): Bounds {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** How much ground an area covers. */
export function toGround({ left, top, right, bottom }: Bounds): number {
  return (right - left) * (bottom - top);
}
