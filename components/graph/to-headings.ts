import type { LayoutArea, LayoutResult } from "#lib/layout/layout-engine.ts";
import { AREA_PADDING_X, CARD_WIDTH } from "#lib/layout/sizes.ts";

/** One heading of an area, in world units. */
export interface Heading {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  /** It may be no wider than this. */
  readonly width: number;
  /** From the top of the area to the first card below the heading: from far away it shows only where it covers none. */
  readonly room: number;
}

/** Names the waves of an area, or says what the grid is; from far away with the number alone. */
export function toHeadings(area: LayoutArea, places: LayoutResult["nodes"], isFar: boolean): readonly Heading[] {
  const tops = area.nodes.flatMap((id) => places.get(id) ?? []);
  const roomAt = (x: number) =>
    Math.min(...tops.filter((place) => Math.abs(place.x - x) < CARD_WIDTH).map((place) => place.y)) - area.y;
  if (area.kind === "isolated") {
    const x = area.x + AREA_PADDING_X;
    const text = isFar ? "No dependencies" : `No dependencies · ${area.count}`;
    return [{ key: "isolated", text, x, width: area.width - 2 * AREA_PADDING_X, room: roomAt(x) }];
  }
  return area.waves.map(({ wave, x, width }) => ({
    key: String(wave),
    text: isFar ? String(wave) : `Wave ${wave}`,
    x,
    width,
    room: roomAt(x),
  }));
}
