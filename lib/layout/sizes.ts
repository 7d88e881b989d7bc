/** Every length of the picture, in world units; one world unit is one pixel at zoom 1. The only place where they stand. */
export const CARD_WIDTH = 240;
export const CARD_HEIGHT = 64;

/** Between the cards of two waves. */
export const WAVE_GAP = 48;
/** The same where one of the two is folded: its edges fan out there, and the waves must stay apart from sub-columns. */
export const FOLDED_WAVE_GAP = 96;
/** Between the sub-columns of one folded wave. */
export const SUB_COLUMN_GAP = 24;
/** Between cards of one column. */
export const ROW_GAP = 10;
/** From the top of one card to the top of the next below. */
export const ROW_PITCH = CARD_HEIGHT + ROW_GAP;
/** Between long edges that pass a wave side by side. */
export const LANE_GAP = 4;
/** How far from a row of a folded wave the edges to and from its inner cards run. */
export const BUS_OFFSET = 3;

export const AREA_PADDING_X = 16;
/** Above the cards of an area: room for its headings. */
export const AREA_PADDING_TOP = 34;
export const AREA_PADDING_BOTTOM = 8;
/** Above and below the cards of an area of one or two rows, which has no headings. */
export const PLAIN_PADDING = 5;
/** With so many cards or more an area has a row to spare at its foot, so that one that comes moves none of the others. */
export const SPARE_ROW_FROM = 40;
/** Between areas. */
export const AREA_GAP = 10;

/** From one card of the isolated to the next at its right: that of an unfolded wave, so that the columns agree. */
export const ISOLATED_PITCH = CARD_WIDTH + WAVE_GAP;
