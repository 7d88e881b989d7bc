import type { View } from "./camera-moves.ts";
import { toDistance } from "./distance.ts";
import { type Frame, type PaintContext, toBitmapSize } from "./paint-frame.ts";
import { coversWindow, type Room, toFrame } from "./to-frame.ts";

/** The part of a canvas element that is used. */
export interface CanvasLike {
  width: number;
  height: number;
  readonly style: {
    transform: string;
    width: string;
    height: string;
    opacity: string;
    visibility: string;
    zIndex: string;
    transition: string;
  };
  getContext(kind: "2d", options: { willReadFrequently: boolean }): PaintContext | null;
}

/** What is being drawn, a piece at a time. */
interface Job {
  readonly frame: Frame;
  readonly steps: Iterator<void>;
}

interface Sheet {
  readonly canvas: CanvasLike;
  frame: Frame | null;
}

/** The picture may be shown so much larger or smaller than it was drawn before it is drawn anew in mid-move. */
const MOST_STRETCH = 4;
/** How what was seen gives way to what looks different. */
export const FADE = "opacity 120ms ease-out";

/**
 * A drawing that is pushed about while the view moves and drawn anew when it rests. There are two canvases: one is seen,
 * the other is drawn on in pieces over several frames, and they change places when it is done; so a half drawn picture
 * is never seen, and no drawing holds up the page.
 */
export class PaintedLayer {
  readonly #sheets: readonly [Sheet, Sheet];
  readonly #paint: (context: PaintContext, frame: Frame) => Iterator<void>;
  readonly #onShown: () => void;
  readonly #now: () => number;
  #shown = 0;
  #job: Job | null = null;
  #isOutdated = true;
  #isOn = true;
  #view: View = { x: 0, y: 0, zoom: 1 };
  #room: Room = { width: 0, height: 0, density: 1 };
  #picture = { width: 0, height: 0 };

  constructor(
    canvases: readonly [CanvasLike, CanvasLike],
    paint: (context: PaintContext, frame: Frame) => Iterator<void>,
    now: () => number,
    onShown: () => void = () => {},
  ) {
    this.#sheets = [
      { canvas: canvases[0], frame: null },
      { canvas: canvases[1], frame: null },
    ];
    for (const { canvas } of this.#sheets) canvas.style.visibility = "hidden";
    this.#paint = paint;
    this.#now = now;
    this.#onShown = onShown;
  }

  /** What is seen at the moment; null while nothing is. */
  get frame(): Frame | null {
    return this.#sheets[this.#shown]?.frame ?? null;
  }

  /** The context of what is seen, for drawing a little over it; null while nothing is seen or it is being replaced. */
  get context(): PaintContext | null {
    return this.isCurrent ? this.seenContext : null;
  }

  /** The context of what is seen; null while nothing is. */
  get seenContext(): PaintContext | null {
    if (this.frame === null) return null;
    return this.#sheets[this.#shown]?.canvas.getContext("2d", { willReadFrequently: true }) ?? null;
  }

  /** Whether what is seen is what should be. */
  get isCurrent(): boolean {
    return this.#job === null && !this.#isOutdated;
  }

  /** What is drawn is not right any more: it stays until it has been drawn anew. */
  outdate(): void {
    this.#isOutdated = true;
    this.#job = null;
  }

  /** Shows nothing, and draws nothing, while off. */
  turn(isOn: boolean): void {
    if (this.#isOn === isOn) return;
    this.#isOn = isOn;
    this.outdate();
    if (!isOn) this.#hide();
  }

  resize(room: Room, picture: { readonly width: number; readonly height: number }): void {
    const isSame =
      room.density === this.#room.density &&
      picture.width === this.#picture.width &&
      picture.height === this.#picture.height;
    this.#room = room;
    this.#picture = picture;
    if (!isSame) this.outdate();
  }

  /** Moves what is drawn to where it belongs now. */
  move(view: View): void {
    this.#view = view;
    for (const sheet of this.#sheets) this.#place(sheet);
  }

  /** Draws for so many milliseconds; tells whether there is more to draw. `isMoving`: only what cannot wait. */
  work(budgetMs: number, isMoving: boolean): boolean {
    if (!this.#isOn) return false;
    if (this.#job === null) {
      if (!this.#isNeeded(isMoving)) return false;
      const frame = toFrame(this.#view, this.#room, this.#picture);
      if (frame === null) {
        this.#hide();
        this.#isOutdated = false;
        this.#onShown();
        return false;
      }
      this.#begin(frame);
    }
    return this.#draw(budgetMs) ? this.#isNeeded(isMoving) : true;
  }

  #isNeeded(isMoving: boolean): boolean {
    const { frame } = this;
    if (this.#isOutdated) return true;
    if (frame === null) return toFrame(this.#view, this.#room, this.#picture) !== null;
    const stretch = this.#view.zoom / frame.zoom;
    if (!coversWindow(frame, this.#view, this.#room, this.#picture)) return true;
    if (isMoving) return stretch > MOST_STRETCH || stretch < 1 / MOST_STRETCH;
    return Math.abs(stretch - 1) > 1e-6;
  }

  #begin(frame: Frame): void {
    const sheet = this.#sheets[1 - this.#shown];
    if (sheet === undefined) return;
    const { canvas } = sheet;
    canvas.style.transition = "";
    canvas.style.visibility = "hidden";
    const { width, height } = toBitmapSize(frame);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null) return;
    this.#isOutdated = false;
    this.#job = { frame, steps: this.#paint(context, frame) };
  }

  /** True when the drawing is done. */
  #draw(budgetMs: number): boolean {
    const began = this.#now();
    const context = this.#sheets[1 - this.#shown]?.canvas.getContext("2d", { willReadFrequently: true });
    for (;;) {
      if (this.#job === null) return true;
      const { done } = this.#job.steps.next();
      if (done === true) {
        this.#show(this.#job.frame);
        return true;
      }
      // A browser only notes down what it is told to draw, and draws it when it must: reading a pixel makes it do so now,
      // while it is being timed.
      context?.getImageData(0, 0, 1, 1);
      if (this.#now() - began >= budgetMs) return false;
    }
  }

  #show(frame: Frame): void {
    const [before, next] = [this.#sheets[this.#shown], this.#sheets[1 - this.#shown]];
    if (before === undefined || next === undefined) return;
    this.#shown = 1 - this.#shown;
    this.#job = null;
    next.frame = frame;
    this.#place(next);
    const isOther = before.frame !== null && toDistance(before.frame.zoom) !== toDistance(frame.zoom);
    next.canvas.style.zIndex = "1";
    before.canvas.style.zIndex = "0";
    next.canvas.style.visibility = "visible";
    next.canvas.style.opacity = "1";
    // What was seen gives way slowly where it looked different, else at once.
    before.canvas.style.zIndex = isOther ? "2" : "0";
    before.canvas.style.transition = isOther ? `${FADE}, visibility 0s 120ms` : "";
    before.canvas.style.opacity = isOther ? "0" : "1";
    before.canvas.style.visibility = "hidden";
    next.canvas.style.transition = "";
    this.#onShown();
  }

  #hide(): void {
    for (const sheet of this.#sheets) {
      sheet.canvas.style.visibility = "hidden";
      sheet.frame = null;
    }
  }

  #place({ canvas, frame }: Sheet): void {
    if (frame !== null) placeCanvas(canvas, frame, this.#view);
  }
}

/** Puts the bitmap of a frame where a view has it. */
export function placeCanvas(canvas: CanvasLike, { bounds, zoom, density }: Frame, view: View): void {
  const [left, top] = [view.x + bounds.left * view.zoom, view.y + bounds.top * view.zoom];
  // The bitmap's own size, not that of its bounds: it ends on a whole pixel.
  canvas.style.width = `${canvas.width / density}px`;
  canvas.style.height = `${canvas.height / density}px`;
  const stretch = view.zoom / zoom;
  canvas.style.transform = `translate(${left}px, ${top}px)${stretch === 1 ? "" : ` scale(${stretch})`}`;
}
