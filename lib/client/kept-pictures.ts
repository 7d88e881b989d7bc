import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { isPackedPicture, type PackedPicture, PICTURE_FORMAT } from "#lib/layout/packed-picture.ts";
import { unpackPicture } from "#lib/layout/picture-rows.ts";

/** A picture as it is kept, with what tells whether it is still of use. */
export interface KeptPicture {
  readonly name: string;
  readonly format: number;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  readonly picture: PackedPicture;
}

/** So many scenes and shapes of window are kept; the one that was saved longest ago goes first. */
export const MOST_PICTURES = 8;

/** Takes what a store gave for a picture; null for what is not one of this format. */
export function parseKeptPicture(value: unknown): LayoutResult | null {
  if (typeof value !== "object" || value === null || !("format" in value) || !("picture" in value)) return null;
  if (value.format !== PICTURE_FORMAT) return null;
  return isPackedPicture(value.picture) ? unpackPicture(value.picture) : null;
}

/** Which of what is kept has to go so that no more than `MOST_PICTURES` stay. */
export function findOutdated(kept: readonly Pick<KeptPicture, "name" | "savedAt">[]): string[] {
  return kept
    .toSorted((a, b) => b.savedAt - a.savedAt)
    .slice(MOST_PICTURES)
    .map(({ name }) => name);
}
