import { compareText } from "#lib/graph/patch.ts";
import { measureGridWidth } from "./isolated-grid.ts";
import type { Point } from "./layout-engine.ts";
import { type Box, frameGrid, type GridFrame, type Packing } from "./pack-areas.ts";
import { AREA_GAP } from "./sizes.ts";

/** An area to be placed, with its place in the picture before, if it was in it. */
export interface PlacedBox extends Box {
  readonly before: Point | null;
  /** It has the size that it had, so its place is free for it. */
  readonly unchanged: boolean;
  /** How many nodes are in it: the fewer, the sooner it gives way. */
  readonly count: number;
}

interface Rectangle extends Point {
  readonly width: number;
  readonly height: number;
}

/**
 * Packs areas around those that are unchanged: these stay, and a changed one stays too. Where it has outgrown its place,
 * it or what it meets gives way, whichever is fewer nodes. What is left goes, largest first, to the first free space from
 * the top within the width before. The grid of the isolated stays below all.
 */
export function keepPlaces(
  boxes: readonly PlacedBox[],
  gridSlots: number,
  before: { readonly width: number; readonly grid: GridFrame | null },
): Packing {
  const standing = new Map<PlacedBox, Rectangle>();
  const homeless: PlacedBox[] = [];
  for (const box of boxes.filter(({ unchanged }) => unchanged)) stay(box);
  for (const box of bySize(boxes.filter(({ unchanged }) => !unchanged))) stay(box);

  function stay(box: PlacedBox): void {
    if (box.before === null) {
      homeless.push(box);
      return;
    }
    const place = { ...box.before, width: box.width, height: box.height };
    const met = [...standing].filter(([, other]) => !isApart(place, other)).map(([other]) => other);
    if (met.reduce((sum, { count }) => sum + count, 0) >= box.count) homeless.push(box);
    else {
      for (const other of met) standing.delete(other);
      homeless.push(...met);
      standing.set(box, place);
    }
  }

  for (const box of bySize(homeless)) {
    const place = findSpace(box, [...standing.values()], before.width);
    standing.set(box, { ...place, width: box.width, height: box.height });
  }
  const taken = [...standing.values()];
  const places = new Map([...standing].map(([{ id }, { x, y }]) => [id, { x, y }]));
  const right = Math.max(0, ...taken.map(({ x, width }) => x + width));
  const bottom = Math.max(0, ...taken.map(({ y, height }) => y + height));
  if (gridSlots === 0) return { width: right, height: bottom, places, grid: null };
  const least = bottom === 0 ? 0 : bottom + AREA_GAP;
  const full = Math.max(right, before.grid?.width ?? before.width, measureGridWidth(1));
  const grid = frameGrid(gridSlots, full, Math.max(least, before.grid?.y ?? 0));
  return { width: grid.width, height: grid.y + grid.height, places, grid };
}

function findSpace(box: Box, taken: readonly Rectangle[], limit: number): Point {
  const xs = toSorted([0, ...taken.map(({ x, width }) => x + width + AREA_GAP)]);
  const ys = toSorted([0, ...taken.map(({ y, height }) => y + height + AREA_GAP)]);
  for (const y of ys) {
    for (const x of xs) {
      if (x > 0 && x + box.width > limit) break;
      if (isFree({ x, y, width: box.width, height: box.height }, taken)) return { x, y };
    }
  }
  return { x: 0, y: ys.at(-1) ?? 0 };
}

function isFree(area: Rectangle, taken: readonly Rectangle[]): boolean {
  return taken.every((other) => isApart(area, other));
}

function isApart(area: Rectangle, other: Rectangle): boolean {
  return (
    area.x >= other.x + other.width + AREA_GAP ||
    other.x >= area.x + area.width + AREA_GAP ||
    area.y >= other.y + other.height + AREA_GAP ||
    other.y >= area.y + area.height + AREA_GAP
  );
}

function bySize(boxes: readonly PlacedBox[]): PlacedBox[] {
  return boxes.toSorted((a, b) => b.width * b.height - a.width * a.height || compareText(a.id, b.id));
}

function toSorted(values: readonly number[]): number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}
