import { compareText } from "#lib/graph/patch.ts";
import { measureGridWidth } from "./isolated-grid.ts";
import type { Point } from "./layout-engine.ts";
import { type Box, frameGrid, type GridFrame, type Packing } from "./pack-areas.ts";
import { AREA_GAP } from "./sizes.ts";
import { Skyline } from "./skyline.ts";

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

/** So many areas look for free space among the others; the rest are packed below them. */
const MOST_SEARCHES = 40;

/**
 * Packs areas around those that are unchanged: these stay, and a changed one stays too, the grid of the isolated as one of
 * them. Where it has outgrown its place, it or what it meets gives way, whichever is fewer nodes. What is left goes, largest
 * first, to the first free space from the top within the width before. A new grid, and one that gives way, goes below all.
 */
export function keepPlaces(
  boxes: readonly PlacedBox[],
  gridSlots: number,
  before: { readonly width: number; readonly grid: GridFrame | null },
): Packing {
  const standing = new Map<PlacedBox, Rectangle>();
  const homeless: PlacedBox[] = [];
  const grid = gridSlots === 0 || before.grid === null ? null : toGridBox(gridSlots, before.grid);
  for (const box of boxes) if (box.unchanged) stay(box);
  for (const box of bySize(boxes.filter(({ unchanged }) => !unchanged))) stay(box);
  if (grid !== null) stay(grid);

  function stay(box: PlacedBox): void {
    if (box.before === null) {
      homeless.push(box);
      return;
    }
    const place = { ...box.before, width: box.width, height: box.height };
    // What is unchanged met nothing before, and so does not now.
    const met = box.unchanged ? [] : findMet(place, standing);
    if (met.reduce((sum, { count }) => sum + count, 0) >= box.count) homeless.push(box);
    else {
      for (const other of met) standing.delete(other);
      homeless.push(...met);
      standing.set(box, place);
    }
  }

  const lost = bySize(homeless.filter((box) => box !== grid));
  for (const box of lost.slice(0, MOST_SEARCHES)) {
    const place = findSpace(box, [...standing.values()], before.width);
    standing.set(box, { ...place, width: box.width, height: box.height });
  }
  packBelow(lost.slice(MOST_SEARCHES), standing, before.width);
  const gridPlace = grid === null ? undefined : standing.get(grid);
  const places = new Map<string, Point>();
  for (const [box, { x, y }] of standing) if (box !== grid) places.set(box.id, { x, y });
  const { right, bottom } = findEnds(standing.values());
  if (gridSlots === 0) return { width: right, height: bottom, places, grid: null };
  const frame =
    gridPlace === undefined
      ? frameGrid(gridSlots, Math.max(right, before.grid?.width ?? before.width, measureGridWidth(1)), {
          x: 0,
          y: bottom === 0 ? 0 : bottom + AREA_GAP,
        })
      : frameGrid(gridSlots, gridPlace.width, gridPlace);
  return {
    width: Math.max(right, frame.x + frame.width),
    height: Math.max(bottom, frame.y + frame.height),
    places,
    grid: frame,
  };
}

function toGridBox(slots: number, { x, y, width }: GridFrame): PlacedBox {
  const { height } = frameGrid(slots, width, { x, y });
  return { id: "", width, height, before: { x, y }, unchanged: false, count: slots };
}

function findMet(place: Rectangle, standing: ReadonlyMap<PlacedBox, Rectangle>): PlacedBox[] {
  return [...standing].filter(([, other]) => !isApart(place, other)).map(([other]) => other);
}

function packBelow(boxes: readonly PlacedBox[], standing: Map<PlacedBox, Rectangle>, limit: number): void {
  if (boxes.length === 0) return;
  const { bottom } = findEnds(standing.values());
  const top = bottom === 0 ? 0 : bottom + AREA_GAP;
  const skyline = new Skyline(limit + AREA_GAP);
  for (const box of boxes) {
    const { x, y } = skyline.add(box.width + AREA_GAP, box.height + AREA_GAP);
    standing.set(box, { x, y: y + top, width: box.width, height: box.height });
  }
}

/** The highest, then leftmost place where a box meets nothing. The tops worth looking at are those just below another. */
function findSpace(box: Box, taken: readonly Rectangle[], limit: number): Point {
  const sorted = taken.toSorted((a, b) => a.x - b.x);
  const tops = [...new Set([0, ...taken.map(({ y, height }) => y + height + AREA_GAP)])].sort((a, b) => a - b);
  for (const y of tops) {
    let x = 0;
    for (const other of sorted) {
      if (other.y >= y + box.height + AREA_GAP || y >= other.y + other.height + AREA_GAP) continue;
      if (x + box.width + AREA_GAP <= other.x) break;
      x = Math.max(x, other.x + other.width + AREA_GAP);
    }
    if (x === 0 || x + box.width <= limit) return { x, y };
  }
  return { x: 0, y: tops.at(-1) ?? 0 };
}

function isApart(area: Rectangle, other: Rectangle): boolean {
  return (
    area.x >= other.x + other.width + AREA_GAP ||
    other.x >= area.x + area.width + AREA_GAP ||
    area.y >= other.y + other.height + AREA_GAP ||
    other.y >= area.y + area.height + AREA_GAP
  );
}

function findEnds(areas: Iterable<Rectangle>): { right: number; bottom: number } {
  let [right, bottom] = [0, 0];
  for (const { x, y, width, height } of areas) {
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { right, bottom };
}

function bySize(boxes: readonly PlacedBox[]): PlacedBox[] {
  return boxes.toSorted((a, b) => b.width * b.height - a.width * a.height || compareText(a.id, b.id));
}
