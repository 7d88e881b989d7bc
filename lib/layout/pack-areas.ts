import { compareText } from "#lib/graph/patch.ts";
import { fitZoom } from "./fit-zoom.ts";
import { countGridColumns, measureGridHeight, measureGridWidth } from "./isolated-grid.ts";
import type { Point } from "./layout-engine.ts";
import { AREA_GAP } from "./sizes.ts";
import { Skyline } from "./skyline.ts";

/** An area to be placed. */
export interface Box {
  readonly id: string;
  readonly width: number;
  readonly height: number;
}

export interface GridFrame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
}

export interface Packing {
  readonly width: number;
  readonly height: number;
  readonly places: ReadonlyMap<string, Point>;
  /** Where the isolated stand; null where there are none. */
  readonly grid: GridFrame | null;
}

/** A packing of which only the size is known, and how wide the strip was. */
interface Strip extends Omit<Packing, "places"> {
  readonly limit: number;
}

/** A share of the width that all would take in the window's shape, and how finely those around it are tried. */
const LEAST_SHARE = 0.7;
const MOST_SHARE = 1.8;
const FINE_STEP = 0.04;
const COARSE_STEP = 0.25;
/** So many boxes times widths are tried at most: beyond that the widths are fewer. */
const MOST_TRIES = 12_000;
/** Packings count as equally large when their zooms differ by no more than this; then the one with the least area wins. */
const AS_LARGE = 1.02;
const MARGIN = 1.001;
/** A grid of more columns, or of more nodes, is not tried among the areas. */
const MOST_BESIDE = 8;
const MOST_SLOTS_BESIDE = 250;

/**
 * Packs areas, largest first, then by id, and the grid of the isolated last, below them at full width or in the first
 * space that they leave, so that the whole fits a window of this aspect at the highest zoom, and takes the least area of
 * those that do. The order of the boxes makes no difference.
 */
export function packAreas(boxes: readonly Box[], gridSlots: number, aspect: number): Packing {
  const sorted = sortBoxes(boxes);
  const step = Math.max(FINE_STEP, ((MOST_SHARE - LEAST_SHARE) * 2 * boxes.length) / MOST_TRIES);
  return findBest(sorted, gridSlots, aspect, Math.min(COARSE_STEP, step));
}

/** So many boxes are packed for an estimate; the smaller ones fill what space they need. */
const MOST_ESTIMATED = 120;

/** About the zoom at which such a packing would fit the window: by few widths and boxes, so that it can be asked often. */
export function estimatePackedZoom(boxes: readonly Box[], gridSlots: number, aspect: number): number {
  const sorted = sortBoxes(boxes);
  const { width, height } = findBest(sorted.slice(0, MOST_ESTIMATED), gridSlots, aspect, COARSE_STEP);
  const rest = sorted.slice(MOST_ESTIMATED).reduce((sum, box) => sum + measureGround(box), 0);
  const scale = Math.sqrt(1 + rest / Math.max(1, width * height));
  return fitZoom({ width: width * scale, height: height * scale }, aspect);
}

/** The grid's area for so many slots, as wide as it is told to be, from a point on. */
export function frameGrid(slots: number, width: number, { x, y }: Point): GridFrame {
  const columns = countGridColumns(width);
  return { x, y, width, height: measureGridHeight(slots, columns), columns };
}

function sortBoxes(boxes: readonly Box[]): readonly Box[] {
  return boxes.toSorted((a, b) => b.width * b.height - a.width * a.height || compareText(a.id, b.id));
}

function findBest(sorted: readonly Box[], gridSlots: number, aspect: number, step: number): Packing {
  const packings = toWidths(sorted, gridSlots, aspect, step).flatMap((limit) => packAt(sorted, gridSlots, limit));
  const zooms = packings.map((packing) => fitZoom(packing, aspect));
  const least = zooms.reduce((most, zoom) => Math.max(most, zoom), 0) / AS_LARGE;
  let best: Strip | null = null;
  for (const [index, packing] of packings.entries()) {
    if ((zooms[index] ?? 0) < least) continue;
    // The margin keeps the narrower of two that are as good.
    if (best === null || measureSize(packing) * MARGIN < measureSize(best)) best = packing;
  }
  if (best === null) return { width: 0, height: 0, places: new Map(), grid: null };
  const { width, height, grid, limit } = best;
  const places = new Map<string, Point>();
  fillStrip(new Skyline(limit + AREA_GAP), sorted, places);
  return { width, height, places, grid };
}

function measureSize({ width, height }: Strip): number {
  return width * height;
}

/** What a box takes, its gaps included. */
function measureGround({ width, height }: Box): number {
  return (width + AREA_GAP) * (height + AREA_GAP);
}

/** The widths that are tried: around that of the total area in the window's shape, in steps of a column. */
function toWidths(boxes: readonly Box[], gridSlots: number, aspect: number, step: number): number[] {
  const gridWidth = gridSlots > 0 ? measureGridWidth(1) : 0;
  const widest = boxes.reduce((most, { width }) => Math.max(most, width), gridWidth);
  if (widest === 0) return [];
  const gridArea = gridSlots * measureGridWidth(2) * 0.5 * measureGridHeight(1, 1) * 0.6;
  const area = boxes.reduce((sum, box) => sum + measureGround(box), gridArea);
  const ideal = Math.sqrt(area * aspect);
  const widths = new Set([widest]);
  for (let share = LEAST_SHARE; share < MOST_SHARE; share += step) {
    widths.add(Math.max(widest, measureGridWidth(countGridColumns(ideal * share))));
    widths.add(Math.max(widest, Math.round(ideal * share)));
  }
  return [...widths].sort((a, b) => a - b);
}

/** Packs into a strip of this width; with the isolated below all, and where there is space among the areas, there too. */
function packAt(boxes: readonly Box[], gridSlots: number, limit: number): Strip[] {
  const skyline = new Skyline(limit + AREA_GAP);
  const { width, height } = fillStrip(skyline, boxes, null);
  if (gridSlots === 0) return [{ width, height, grid: null, limit }];
  const full = measureGridWidth(Math.min(gridSlots, countGridColumns(limit)));
  const below = frameGrid(gridSlots, Math.max(width, full), { x: 0, y: height === 0 ? 0 : height + AREA_GAP });
  const grids = [below];
  const most = gridSlots > MOST_SLOTS_BESIDE ? 0 : Math.min(gridSlots + 1, below.columns, MOST_BESIDE);
  for (let columns = 1; columns < most; columns++) {
    const gridWidth = measureGridWidth(columns);
    const place = skyline.find(gridWidth + AREA_GAP, measureGridHeight(gridSlots, columns) + AREA_GAP);
    grids.push(frameGrid(gridSlots, gridWidth, place));
  }
  return grids.map((grid) => ({
    width: Math.max(width, grid.x + grid.width),
    height: Math.max(height, grid.y + grid.height),
    grid,
    limit,
  }));
}

/** Puts boxes into a strip, and notes their places where they are wanted; gives how far it is filled. */
function fillStrip(skyline: Skyline, boxes: readonly Box[], places: Map<string, Point> | null) {
  let [width, height] = [0, 0];
  for (const box of boxes) {
    const place = skyline.add(box.width + AREA_GAP, box.height + AREA_GAP);
    places?.set(box.id, place);
    width = Math.max(width, place.x + box.width);
    height = Math.max(height, place.y + box.height);
  }
  return { width, height };
}
