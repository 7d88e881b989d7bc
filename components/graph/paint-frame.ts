import type { Palette } from "./palette.ts";
import type { Scene } from "./scene.ts";
import type { SceneLooks } from "./scene-looks.ts";
import type { Bounds } from "./spatial-grid.ts";

export type PaintContext = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

/** A part of the world as it is drawn on a bitmap. */
export interface Frame {
  /** What is on the bitmap, world units. */
  readonly bounds: Bounds;
  /** Pixels of the screen a world unit, by which the distance goes. */
  readonly zoom: number;
  /** Pixels of the screen's device for one of its pixels. */
  readonly density: number;
}

/** Everything that a drawing is made from. */
export interface Drawing {
  readonly context: PaintContext;
  readonly frame: Frame;
  /** What is drawn of it: all of the frame, or what changed. */
  readonly area: Bounds;
  readonly scene: Scene;
  readonly looks: SceneLooks;
  readonly palette: Palette;
  /** The texts of a node, for distances at which they are read; null for one that is not there any more. */
  readonly toText: (node: number) => NodeText | null;
  /** What the page draws itself. */
  readonly skips: Skips;
}

export interface NodeText {
  readonly name: string;
  readonly line: string;
  /** Of a group: how many are in it; else 1. */
  readonly count: number;
}

/** Nodes and edges, by their place in the scene, that are not drawn on the canvas. */
export interface Skips {
  readonly nodes: ReadonlySet<number>;
  readonly edges: ReadonlySet<number>;
}

export const NO_SKIPS: Skips = { nodes: new Set(), edges: new Set() };

/** How many pixels the bitmap of a frame has. */
export function toBitmapSize({ bounds, zoom, density }: Frame): { readonly width: number; readonly height: number } {
  const scale = zoom * density;
  return {
    width: Math.max(1, Math.ceil((bounds.right - bounds.left) * scale)),
    height: Math.max(1, Math.ceil((bounds.bottom - bounds.top) * scale)),
  };
}

/** Makes the context take world units. */
export function enterWorld(context: PaintContext, { bounds, zoom, density }: Frame): void {
  const scale = zoom * density;
  context.setTransform(scale, 0, 0, scale, -bounds.left * scale, -bounds.top * scale);
}

/** Whether two areas touch. */
export function touches(a: Bounds, b: Bounds): boolean {
  return a.left <= b.right && a.right >= b.left && a.top <= b.bottom && a.bottom >= b.top;
}

/** The part of `a` that is in `b`; null where they do not touch. */
export function toOverlap(a: Bounds, b: Bounds): Bounds | null {
  if (!touches(a, b)) return null;
  return {
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  };
}

/** Whether `inner` lies within `outer`. */
export function contains(outer: Bounds, inner: Bounds): boolean {
  return (
    inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom
  );
}

/** An area and so much more on each side. */
export function grow({ left, top, right, bottom }: Bounds, by: number): Bounds {
  return { left: left - by, top: top - by, right: right + by, bottom: bottom + by };
}
