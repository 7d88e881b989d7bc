import type { View } from "./camera-moves.ts";
import { toDistance } from "./distance.ts";
import { type Frame, type PaintContext, toBitmapSize } from "./paint-frame.ts";
import { type CanvasLike, FADE, placeCanvas } from "./painted-layer.ts";

/** One of the drawings that are held: what is seen of it. */
export interface SeenSheet {
  readonly source: CanvasImageSource & { readonly width: number; readonly height: number };
  readonly frame: Frame;
}

/** A colour over what lies beneath it. */
export interface Veil {
  readonly colour: string;
  /** In [0, 1]. */
  readonly opacity: number;
}

/** Larger ones take longer to put together than a frame has. */
const MOST_PIXELS = 3_000_000;

/**
 * All that is seen of the picture in one bitmap, shown instead while it is stretched: without a GPU each bitmap that is
 * stretched takes a fifth of a frame to be composed, and there are three of them and a veil.
 */
export class HeldPicture {
  readonly #canvas: CanvasLike;
  readonly #onHeld: (isHeld: boolean) => void;
  #frame: Frame | null = null;

  /** `onHeld` is told to hide what is held otherwise, and to show it. */
  constructor(canvas: CanvasLike, onHeld: (isHeld: boolean) => void) {
    this.#canvas = canvas;
    this.#onHeld = onHeld;
    canvas.style.visibility = "hidden";
  }

  get isHeld(): boolean {
    return this.#frame !== null;
  }

  /** Puts sheets together, the lowest first, a veil being one of them; the bitmap is as large as the first. */
  hold(sheets: readonly (SeenSheet | Veil)[], view: View): void {
    const [first] = sheets;
    if (first === undefined || !("frame" in first)) return;
    const { frame } = first;
    const { width, height } = toBitmapSize(frame);
    const context = width * height > MOST_PIXELS ? null : this.#canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    context.clearRect(0, 0, width, height);
    for (const sheet of sheets) drawSheet(context, frame, sheet);
    this.#canvas.style.visibility = "visible";
    this.#canvas.style.transition = "";
    this.#canvas.style.opacity = "1";
    if (this.#frame === null) this.#onHeld(true);
    this.#frame = frame;
    this.move(view);
  }

  move(view: View): void {
    if (this.#frame !== null) placeCanvas(this.#canvas, this.#frame, view);
  }

  /** Gives way to the sheets: slowly where these look different at the zoom that they have, else at once. */
  release(zoom: number): void {
    if (this.#frame === null) return;
    const isOther = toDistance(this.#frame.zoom) !== toDistance(zoom);
    this.#canvas.style.transition = isOther ? `${FADE}, visibility 0s 120ms` : "";
    this.#canvas.style.opacity = "0";
    this.#canvas.style.visibility = "hidden";
    this.#frame = null;
    this.#onHeld(false);
  }
}

function drawSheet(context: PaintContext, { bounds, zoom, density }: Frame, sheet: SeenSheet | Veil): void {
  if ("colour" in sheet) {
    context.fillStyle = sheet.colour;
    context.globalAlpha = sheet.opacity;
    const { width, height } = toBitmapSize({ bounds, zoom, density });
    context.fillRect(0, 0, width, height);
    context.globalAlpha = 1;
    return;
  }
  const { source, frame } = sheet;
  const scale = zoom * density;
  const stretch = scale / (frame.zoom * frame.density);
  const [x, y] = [(frame.bounds.left - bounds.left) * scale, (frame.bounds.top - bounds.top) * scale];
  context.drawImage(source, x, y, source.width * stretch, source.height * stretch);
}
