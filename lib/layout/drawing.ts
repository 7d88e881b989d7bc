import type { WaveColumn } from "./layout-engine.ts";
import type { PictureWriter } from "./picture-writer.ts";

/** The inside of a component's area: its size is known before its place is. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  /** How many cards are in it. */
  readonly count: number;
  /** Adds cards and edges to a picture, the area's top left at the given point; gives its waves there. */
  draw(picture: PictureWriter, x: number, y: number): readonly WaveColumn[];
}
