import type { LayoutArea, WaveColumn } from "./layout-engine.ts";

/** Counted up whenever sizes or the shape of a picture change, so that what another version made is left alone. */
export const PICTURE_FORMAT = 4;

/** A picture in rows of numbers: between threads, and into the browser's store, it goes as so many bytes. */
export interface PackedPicture {
  readonly key: string;
  readonly aspect: number;
  readonly width: number;
  readonly height: number;
  /** Joined by line breaks: ids hold none. Nodes are known below by their place among these. */
  readonly ids: string;
  /** Top left of each card. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  /** The ends of each edge, ascending by `from`, then by `to`. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** The points of all edges; `pointStarts` has one more than there are edges. */
  readonly points: Float64Array;
  readonly pointStarts: Int32Array;
  readonly areas: readonly PackedArea[];
}

/** What only who draws a picture needs; see `drawLines`. */
export interface PackedLines {
  /** What `toEdgeCurves` gives for each edge; `starts` has one more than there are edges. */
  readonly curves: Float32Array;
  readonly starts: Int32Array;
  /** What `findRepeats` gives: 1 for a curve that an edge before has, too. */
  readonly repeats: Uint8Array;
  /** Of each edge's curves with their handles: left, top, right, bottom. */
  readonly bounds: Float32Array;
}

export interface PackedArea extends Omit<LayoutArea, "nodes" | "waves"> {
  readonly nodes: Int32Array;
  readonly waves: readonly WaveColumn[];
}

/** Whether what comes out of a store has the form of a packed picture. */
export function isPackedPicture(value: unknown): value is PackedPicture {
  if (typeof value !== "object" || value === null) return false;
  const picture = value as Partial<PackedPicture>;
  const { xs, ys, from, to, points, pointStarts } = picture;
  return (
    typeof picture.key === "string" &&
    typeof picture.ids === "string" &&
    Array.isArray(picture.areas) &&
    [picture.aspect, picture.width, picture.height].every(Number.isFinite) &&
    [xs, ys, points].every((row) => row instanceof Float64Array) &&
    [from, to, pointStarts].every((row) => row instanceof Int32Array)
  );
}

/** The ids of a packed picture, in their order. */
export function splitIds(ids: string): readonly string[] {
  return ids === "" ? [] : ids.split("\n");
}
