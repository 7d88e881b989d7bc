import type { LayoutResult } from "#lib/layout/layout-engine.ts";

/** A picture as it is kept, with what tells whether it is still of use. */
export interface KeptPicture {
  readonly name: string;
  readonly format: number;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  readonly picture: LayoutResult;
}

/** Counted up whenever sizes or the shape of a picture change, so that what an older version kept is left alone. */
export const PICTURE_FORMAT = 1;
/** So many scenes and shapes of window are kept; the one that was saved longest ago goes first. */
export const MOST_PICTURES = 8;

/** Takes what a store gave for a picture; null for what is not one of this format. */
export function parseKeptPicture(value: unknown): LayoutResult | null {
  if (typeof value !== "object" || value === null || !("format" in value) || !("picture" in value)) return null;
  if (value.format !== PICTURE_FORMAT) return null;
  const picture = value.picture as Partial<LayoutResult> | null;
  const isWhole =
    picture?.nodes instanceof Map &&
    picture.edges instanceof Map &&
    Array.isArray(picture.areas) &&
    typeof picture.key === "string" &&
    [picture.aspect, picture.width, picture.height].every(Number.isFinite);
  return isWhole ? (picture as LayoutResult) : null;
}

/** Which of what is kept has to go so that no more than `MOST_PICTURES` stay. */
export function findOutdated(kept: readonly Pick<KeptPicture, "name" | "savedAt">[]): string[] {
  return kept
    .toSorted((a, b) => b.savedAt - a.savedAt)
    .slice(MOST_PICTURES)
    .map(({ name }) => name);
}
