/** How much of a node is drawn: a block, its name, or a whole card. */
export type Distance = "far" | "middle" | "near";

export const MIDDLE_FROM = 0.35;
export const NEAR_FROM = 0.8;
/** Within the far: from this zoom on a block has room for some letters of its name. */
export const NAMED_FROM = 0.24;
/** Within the middle: from this zoom on a card has room for a second line. */
export const SECOND_LINE_FROM = 0.48;

/** Gives the distance that belongs to a zoom. */
export function toDistance(zoom: number): Distance {
  if (zoom < MIDDLE_FROM) return "far";
  return zoom < NEAR_FROM ? "middle" : "near";
}
