import { AREA_PADDING_BOTTOM, AREA_PADDING_TOP, CARD_HEIGHT, PLAIN_PADDING, ROW_PITCH } from "./sizes.ts";

/** What an area has above and below its cards. */
export interface AreaPadding {
  readonly top: number;
  readonly bottom: number;
}

const HEADED: AreaPadding = { top: AREA_PADDING_TOP, bottom: AREA_PADDING_BOTTOM };
const PLAIN: AreaPadding = { top: PLAIN_PADDING, bottom: PLAIN_PADDING };
/** The height of two rows: in so few, what stands behind what is seen without headings, which would take half as much again. */
const MOST_PLAIN = ROW_PITCH + CARD_HEIGHT;

/** Whether cards and lanes of this height are so few rows that their area goes without headings. */
export function isPlain(height: number): boolean {
  return height <= MOST_PLAIN;
}

/** What an area gets whose cards and lanes take so much height. */
export function choosePadding(height: number): AreaPadding {
  return isPlain(height) ? PLAIN : HEADED;
}

/** Whether there are headings above the cards of an area; always above those of the isolated. */
export function hasHeadings({ kind, height }: { readonly kind: string; readonly height: number }): boolean {
  return kind === "isolated" || !isPlain(height - 2 * PLAIN_PADDING);
}

/** What an area of a picture has above and below its cards. */
export function readPadding(area: { readonly kind: string; readonly height: number }): AreaPadding {
  return hasHeadings(area) ? HEADED : PLAIN;
}

/**
 * Gives the areas whose waves are named: those with headings, or, where no component of a picture has any, those at its
 * top, above which nothing stands.
 */
export function findNamed<Area extends { readonly kind: string; readonly y: number; readonly height: number }>(
  areas: readonly Area[],
): readonly Area[] {
  const isBare = areas.every((area) => area.kind === "isolated" || !hasHeadings(area));
  return areas.filter((area) => hasHeadings(area) || (isBare && area.y === 0));
}
