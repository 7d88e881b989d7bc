import { compareText } from "#lib/graph/patch.ts";
import { fitZoom } from "./fit-zoom.ts";
import { countGridColumns, measureGridHeight, measureGridWidth } from "./isolated-grid.ts";
import type { Point } from "./layout-engine.ts";
import { AREA_GAP } from "./sizes.ts";

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

/** More boxes than this, and fewer widths are tried. */
const MANY_BOXES = 400;

/**
 * Packs areas, largest first, then by id, and the grid of the isolated below them at full width, so that the whole fits
 * a window of this aspect at the highest zoom. The order of the boxes makes no difference.
 */
export function packAreas(boxes: readonly Box[], gridSlots: number, aspect: number): Packing {
  const sorted = boxes.toSorted((a, b) => b.width * b.height - a.width * a.height || compareText(a.id, b.id));
  let best: Packing | null = null;
  let bestZoom = 0;
  for (const width of toWidths(sorted, gridSlots, aspect)) {
    const packing = packAt(sorted, gridSlots, width);
    const zoom = fitZoom(packing, aspect);
    // The margin keeps the narrower of two that are as good.
    if (zoom > bestZoom * 1.001) [best, bestZoom] = [packing, zoom];
  }
  return best ?? { width: 0, height: 0, places: new Map(), grid: null };
}

/** The widths that are tried: around that of the total area in the window's shape, in steps of a column. */
function toWidths(boxes: readonly Box[], gridSlots: number, aspect: number): number[] {
  const widest = Math.max(gridSlots > 0 ? measureGridWidth(1) : 0, ...boxes.map((box) => box.width));
  if (widest === 0) return [];
  const gridArea = gridSlots * measureGridWidth(2) * 0.5 * measureGridHeight(1, 1) * 0.6;
  const area = boxes.reduce((sum, box) => sum + (box.width + AREA_GAP) * (box.height + AREA_GAP), gridArea);
  const ideal = Math.sqrt(area * aspect);
  const widths = new Set([widest]);
  const step = boxes.length > MANY_BOXES ? 0.12 : 0.04;
  for (let share = 0.7; share < 1.8; share += step) {
    widths.add(Math.max(widest, measureGridWidth(countGridColumns(ideal * share))));
    widths.add(Math.max(widest, Math.round(ideal * share)));
  }
  return [...widths].sort((a, b) => a - b);
}

/** Bottom left on a skyline: each box goes where its top is highest, and of those places to the leftmost. */
function packAt(boxes: readonly Box[], gridSlots: number, limit: number): Packing {
  const skyline = new Skyline(limit + AREA_GAP);
  const places = new Map<string, Point>();
  let [width, height] = [0, 0];
  for (const box of boxes) {
    const place = skyline.add(box.width + AREA_GAP, box.height + AREA_GAP);
    places.set(box.id, place);
    width = Math.max(width, place.x + box.width);
    height = Math.max(height, place.y + box.height);
  }
  if (gridSlots === 0) return { width, height, places, grid: null };
  const full = measureGridWidth(Math.min(gridSlots, countGridColumns(limit)));
  const grid = frameGrid(gridSlots, Math.max(width, full), height === 0 ? 0 : height + AREA_GAP);
  return { width: grid.width, height: grid.y + grid.height, places, grid };
}

/** The grid's area for so many slots, as wide as it is told to be, from `y` on. */
export function frameGrid(slots: number, width: number, y: number): GridFrame {
  const columns = countGridColumns(width);
  return { x: 0, y, width, height: measureGridHeight(slots, columns), columns };
}

/** The upper edge of the free space: its steps from left to right. */
class Skyline {
  readonly #limit: number;
  #steps: { x: number; width: number; y: number }[];

  constructor(limit: number) {
    this.#limit = limit;
    this.#steps = [{ x: 0, width: limit, y: 0 }];
  }

  add(width: number, height: number): Point {
    let best: { x: number; y: number } | null = null;
    for (const [index, step] of this.#steps.entries()) {
      if (step.x + width > this.#limit && index > 0) break;
      const y = this.#restingAt(index, width, best?.y ?? Number.POSITIVE_INFINITY);
      if (best === null || y < best.y) best = { x: step.x, y };
    }
    const place = best ?? { x: 0, y: 0 };
    this.#raise(place.x, width, place.y + height);
    return place;
  }

  /** How high a box stands that begins with a step; stops looking where it is no better than the best. */
  #restingAt(index: number, width: number, best: number): number {
    let y = 0;
    let left = width;
    for (let at = index; at < this.#steps.length && left > 0; at++) {
      const step = this.#steps[at];
      if (step === undefined) break;
      y = Math.max(y, step.y);
      if (y >= best) return y;
      left -= step.width;
    }
    return y;
  }

  #raise(x: number, width: number, y: number): void {
    const right = x + width;
    const before = this.#steps.filter((step) => step.x < x);
    const after = this.#steps
      .filter((step) => step.x + step.width > right)
      .map((step) => {
        const start = Math.max(step.x, right);
        return { x: start, width: step.x + step.width - start, y: step.y };
      });
    this.#steps = [...before, { x, width, y }, ...after];
  }
}
