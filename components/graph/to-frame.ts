import type { View } from "./camera-moves.ts";
import { contains, type Frame, grow, toOverlap } from "./paint-frame.ts";
import type { Bounds } from "./spatial-grid.ts";

/** The size of the window in pixels, and how many of its device make one of them. */
export interface Room {
  readonly width: number;
  readonly height: number;
  readonly density: number;
}

/** How much more than the window is drawn on each side, as a share of it. */
const MARGIN = 0.25;
const MOST_PIXELS = 16_000_000;
/** Around the picture: what stands out of it (rings, halos), pixels. */
const RIM = 12;

/** The part of the world that a window shows. */
export function toWindow({ x, y, zoom }: View, { width, height }: Room): Bounds {
  return { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
}

/** What to draw for a view: the window and a margin, as far as there is a picture; null where there is none. */
export function toFrame(
  view: View,
  room: Room,
  picture: { readonly width: number; readonly height: number },
): Frame | null {
  if (room.width < 1 || room.height < 1) return null;
  const { zoom } = view;
  const window = toWindow(view, room);
  const rim = grow({ left: 0, top: 0, right: picture.width, bottom: picture.height }, RIM / zoom);
  if (toOverlap(window, rim) === null) return null;
  const pixels = room.width * room.height * room.density ** 2;
  const margin = Math.min(MARGIN, Math.max(0, (Math.sqrt(MOST_PIXELS / pixels) - 1) / 2));
  const wanted = toOverlap(
    {
      left: window.left - (margin * room.width) / zoom,
      right: window.right + (margin * room.width) / zoom,
      top: window.top - (margin * room.height) / zoom,
      bottom: window.bottom + (margin * room.height) / zoom,
    },
    rim,
  );
  if (wanted === null) return null;
  // Its pixels lie on those of the screen, else everything would be a little blurred.
  const scale = zoom * room.density;
  const snap = (world: number, offset: number) =>
    (Math.floor(world * scale + offset * room.density) - offset * room.density) / scale;
  return {
    bounds: { ...wanted, left: snap(wanted.left, view.x), top: snap(wanted.top, view.y) },
    zoom,
    density: room.density,
  };
}

/** Whether a drawn frame shows all that a window shows of the picture. */
export function coversWindow(
  frame: Frame,
  view: View,
  room: Room,
  picture: { readonly width: number; readonly height: number },
): boolean {
  const seen = toOverlap(toWindow(view, room), { left: 0, top: 0, right: picture.width, bottom: picture.height });
  return seen === null || contains(grow(frame.bounds, 1 / frame.zoom), seen);
}
