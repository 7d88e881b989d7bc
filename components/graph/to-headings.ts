import { readPadding } from "#lib/layout/area-padding.ts";
import type { LayoutArea } from "#lib/layout/layout-engine.ts";
import { AREA_GAP, AREA_PADDING_X } from "#lib/layout/sizes.ts";

/** One heading of an area, in world units. */
export interface Heading {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  /** It may be no wider than this. */
  readonly width: number;
}

/** From far away an area that is smaller than this on the screen (pixels) is left without: it would be all heading. */
const LEAST = { width: 100, height: 64 };
/** A wave has room for the word at this width (pixels), not for its number alone. */
const WORDED_FROM = 52;

/** Names the waves of an area, or says what the grid is. */
export function toHeadings(area: LayoutArea): readonly Heading[] {
  if (area.kind === "isolated") {
    const x = area.x + AREA_PADDING_X;
    return [{ key: "isolated", text: `No dependencies · ${area.count}`, x, width: area.width - 2 * AREA_PADDING_X }];
  }
  return area.waves.map(({ wave, x, width }) => ({ key: String(wave), text: `Wave ${wave}`, x, width }));
}

/** The same from far away, at a zoom: the waves by their numbers, of which the first says what they are. */
export function toFarHeadings(area: LayoutArea, zoom: number): readonly Heading[] {
  if (area.width * zoom < LEAST.width || area.height * zoom < LEAST.height) return [];
  const isWorded = (area.waves[0]?.width ?? 0) * zoom >= WORDED_FROM;
  return toHeadings(area).map((heading, at) =>
    area.kind === "isolated" || (at === 0 && isWorded) ? heading : { ...heading, text: heading.key },
  );
}

/** How far up from an area there is no card of another: so much may a heading that has no room in it stand out of it. */
export function findRoomAbove(area: LayoutArea, areas: readonly LayoutArea[]): number {
  let room = Number.POSITIVE_INFINITY;
  for (const other of areas) {
    const { x, y, width, height } = other;
    if (y >= area.y || x >= area.x + area.width || x + width <= area.x) continue;
    room = Math.min(room, Math.max(AREA_GAP, area.y - y - height) + readPadding(other).bottom);
  }
  return room;
}
