import { MIDDLE_FROM } from "./distance.ts";

export const MIN_ZOOM = 0.05;
export const MAX_ZOOM = 1.5;

/** Where the world's origin stands on the screen (pixels), and how large a world unit is there. */
export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From here on the cards carry their sentence; what is looked for is brought this near where there is room. */
const READING_ZOOM = 0.83;

/** From here on most names stand whole; a target that fits at this size is brought at least so near. */
const NAMES_FROM = 0.5;

/** The share of the height that a picture may leave empty below it. */
const LOST = 0.4;

/** Keeps a zoom within what is allowed. */
export function clampZoom(zoom: number): number {
  return Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom));
}

/** Shows a whole picture (world units, from the origin) in a part of the screen, never enlarged. */
export function toFitView(picture: Pick<Rect, "width" | "height">, room: Rect): View {
  const zoom = clampZoom(Math.min(toZoom(picture, room), 1));
  const [slackX, slackY] = [room.width - picture.width * zoom, room.height - picture.height * zoom];
  return {
    x: room.x + Math.max(0, slackX / 2),
    // Read from the top: only what would look lost there stands in the middle.
    y: room.y + (slackY > room.height * LOST ? slackY / 2 : 0),
    zoom,
  };
}

/** Brings a rectangle of the world into a part of the screen, near enough to read; the same view when it can be read there already. */
export function toRevealView(target: Rect, room: Rect, view: View): View {
  const least = Math.max(MIDDLE_FROM, Math.min(NAMES_FROM, toZoom(target, room)));
  if (view.zoom >= least && isInView(target, room, view)) return view;
  const zoom = clampZoom(Math.min(toZoom(target, room), Math.max(view.zoom, READING_ZOOM)));
  const centre = (start: number, length: number, from: number, size: number) => {
    const offset = from + size / 2 - (start + length / 2) * zoom;
    // Before the picture's beginning there is nothing to see.
    return start < 0 ? offset : Math.min(offset, from);
  };
  return {
    x: centre(target.x, target.width, room.x, room.width),
    y: centre(target.y, target.height, room.y, room.height),
    zoom,
  };
}

/** Pans as little as brings a rectangle into view; the zoom stays. */
export function toPannedView(target: Rect, room: Rect, { x, y, zoom }: View): View {
  return {
    x: shift(x, target.x * zoom, target.width * zoom, room.x, room.width),
    y: shift(y, target.y * zoom, target.height * zoom, room.y, room.height),
    zoom,
  };
}

/** Zooms by a factor about the middle of a part of the screen. */
export function toZoomedView(factor: number, room: Rect, { x, y, zoom }: View): View {
  const next = clampZoom(zoom * factor);
  const [middleX, middleY] = [room.x + room.width / 2, room.y + room.height / 2];
  const scale = next / zoom;
  return { x: middleX - (middleX - x) * scale, y: middleY - (middleY - y) * scale, zoom: next };
}

/** The least rectangle around others; null around none. */
export function toBounds(rects: readonly Rect[]): Rect | null {
  if (rects.length === 0) return null;
  const x = Math.min(...rects.map((rect) => rect.x));
  const y = Math.min(...rects.map((rect) => rect.y));
  const right = Math.max(...rects.map((rect) => rect.x + rect.width));
  const bottom = Math.max(...rects.map((rect) => rect.y + rect.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** The zoom at which a rectangle just fits. */
export function toZoom(target: Pick<Rect, "width" | "height">, room: Rect): number {
  return Math.min(room.width / Math.max(1, target.width), room.height / Math.max(1, target.height));
}

function isInView(target: Rect, room: Rect, { x, y, zoom }: View): boolean {
  const [left, top] = [target.x * zoom + x, target.y * zoom + y];
  return (
    left >= room.x &&
    top >= room.y &&
    left + target.width * zoom <= room.x + room.width &&
    top + target.height * zoom <= room.y + room.height
  );
}

function shift(offset: number, start: number, length: number, from: number, room: number): number {
  const at = start + offset;
  if (at < from) return offset + from - at;
  const over = at + length - (from + room);
  return over > 0 ? offset - Math.min(over, at - from) : offset;
}
