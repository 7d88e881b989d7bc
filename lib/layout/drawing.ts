import type { Point, WaveColumn } from "./layout-engine.ts";

/** A picture that is being put together. */
export interface PictureParts {
  /** Top left of each card. */
  readonly nodes: Map<string, Point>;
  readonly edges: Map<string, readonly number[]>;
}

/** The inside of a component's area: its size is known before its place is. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** How many cards are in it. */
  readonly count: number;
  /** Adds cards and edges to a picture, the area's top left at the given point; gives its waves there. */
  draw(picture: PictureParts, x: number, y: number): readonly WaveColumn[];
}
