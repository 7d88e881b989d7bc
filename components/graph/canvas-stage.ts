import type { View } from "./camera-moves.ts";
import { findChangedAreas } from "./changed-areas.ts";
import { HeldPicture, type SeenSheet } from "./held-picture.ts";
import { type Drawing, type Frame, NO_SKIPS, type NodeText, type PaintContext, type Skips } from "./paint-frame.ts";
import { type Kept, paintKept, paintLoud, paintQuiet, repaintAreas } from "./paint-scene.ts";
import { type CanvasLike, PaintedLayer } from "./painted-layer.ts";
import type { Palette } from "./palette.ts";
import type { Scene } from "./scene.ts";
import type { LooksChange, SceneLooks } from "./scene-looks.ts";
import type { Room } from "./to-frame.ts";

/** When the browser draws next, and what time it is; the page's own, or a test's. */
export interface Frames {
  request(run: () => void): number;
  cancel(handle: number): void;
  /** Milliseconds. */
  now(): number;
}

/** What is on the stage. */
export interface Setting {
  readonly scene: Scene;
  readonly looks: SceneLooks;
  readonly palette: Palette;
  readonly toText: (node: number) => NodeText | null;
}

/** What a frame may take of drawing, in ms: less while something moves. */
const MOVING_MS = 4;
const RESTING_MS = 10;
/** While there is nothing to be seen yet, nothing is held up by the drawing of it. */
const FIRST_MS = 35;
/** After so long without a move the view rests, whether somebody said so or not. */
const REST_MS = 200;

/** The canvases: two for what no state changes, two for what is not well, two for what stands out, one for all of it. */
export type Canvases = readonly [
  ...quiet: [CanvasLike, CanvasLike],
  ...loud: [CanvasLike, CanvasLike],
  ...over: [CanvasLike, CanvasLike],
  held: CanvasLike,
];

/** How much of what is not to stand out is covered. */
export const VEIL_OPACITY = 0.7;

/**
 * Draws the picture on canvases behind the page's cards, in three layers: what the topology alone decides, over it what
 * is not well (a change of a state draws this alone), and over both what stands out while the rest fades. Everything
 * waits for the browser's next frame, so any number of changes between two of them are one drawing, and a page that is
 * not looked at draws nothing. While the picture is stretched, all three are shown as one.
 */
export class CanvasStage {
  readonly #frames: Frames;
  readonly #quiet: PaintedLayer;
  readonly #loud: PaintedLayer;
  readonly #over: PaintedLayer;
  readonly #held: HeldPicture;
  /** What is held is not what is seen any more. */
  #isHeldOld = true;
  #view: View = { x: 0, y: 0, zoom: 1 };
  #setting: Setting | null = null;
  #skips: Skips = NO_SKIPS;
  #kept: Kept | null = null;
  #room: Room = { width: 0, height: 0, density: 1 };
  #changes: LooksChange[] = [];
  #request: number | null = null;
  #isMoving = false;
  #movedAt = 0;

  /**
   * `onShown` is told when all that is seen of the picture is what should be, `onHeld` whether the last canvas alone is
   * to be seen.
   */
  constructor(canvases: Canvases, frames: Frames, onShown: () => void, onHeld: (isHeld: boolean) => void) {
    const [first, second, third, fourth, fifth, sixth, seventh] = canvases;
    const outdateHeld = () => {
      this.#isHeldOld = true;
    };
    const settle = () => {
      outdateHeld();
      if (this.#quiet.isCurrent && this.#loud.isCurrent) onShown();
    };
    this.#frames = frames;
    const { now } = frames;
    this.#quiet = new PaintedLayer([first, second], (...on) => this.#paint(...on, paintQuiet), now, settle);
    this.#loud = new PaintedLayer([third, fourth], (...on) => this.#paint(...on, paintLoud), now, settle);
    this.#over = new PaintedLayer(
      [fifth, sixth],
      (context, frame) => this.#paintOver(context, frame),
      now,
      outdateHeld,
    );
    this.#held = new HeldPicture(seventh, onHeld);
    this.#over.turn(false);
  }

  /** Another picture, or another theme. */
  set(setting: Setting): void {
    this.#setting = setting;
    this.#changes = [];
    this.#resize();
    this.#outdate();
  }

  resize(room: Room): void {
    this.#room = room;
    this.#resize();
    this.#wake();
  }

  /** Follows the view at once; draws anew when it rests. */
  move(view: View, isMoving: boolean): void {
    this.#view = view;
    this.#held.move(view);
    this.#quiet.move(view);
    this.#loud.move(view);
    this.#over.move(view);
    this.#isMoving = isMoving;
    this.#movedAt = this.#frames.now();
    this.#wake();
  }

  /** What the page draws itself from the next drawing on. */
  skip(skips: Skips): void {
    this.#skips = skips;
    this.#outdate();
  }

  /** Some states are others. */
  change(change: LooksChange): void {
    if (!change.all && change.nodes.length === 0 && change.edges.length === 0) return;
    this.#changes.push(change);
    this.#wake();
  }

  /** What stands out; null for nothing. */
  keep(kept: Kept | null): void {
    this.#kept = kept;
    this.#over.turn(kept !== null);
    this.#over.outdate();
    this.#wake();
  }

  stop(): void {
    if (this.#request !== null) this.#frames.cancel(this.#request);
    this.#setting = null;
  }

  #resize(): void {
    const picture = this.#setting?.scene.layout ?? { width: 0, height: 0 };
    this.#quiet.resize(this.#room, picture);
    this.#loud.resize(this.#room, picture);
    this.#over.resize(this.#room, picture);
  }

  #outdate(): void {
    this.#quiet.outdate();
    this.#loud.outdate();
    this.#over.outdate();
    this.#wake();
  }

  #wake(): void {
    this.#request ??= this.#frames.request(() => this.#work());
  }

  #work(): void {
    this.#request = null;
    if (this.#setting === null) return;
    if (this.#frames.now() - this.#movedAt > REST_MS) this.#isMoving = false;
    this.#takeChanges(this.#setting);
    const budget = this.#quiet.frame === null ? FIRST_MS : this.#isMoving ? MOVING_MS : RESTING_MS;
    // What stands out is little, and is waited for: it comes first.
    const hasMoreOver = this.#over.work(budget, this.#isMoving);
    const hasMoreLoud = this.#loud.work(budget / 2, this.#isMoving);
    const hasMore = this.#quiet.work(budget, this.#isMoving) || hasMoreLoud || hasMoreOver;
    if (!hasMore) this.#hold(this.#setting);
    if (hasMore || this.#isMoving) this.#wake();
  }

  /** Shows as one what is stretched, and otherwise the layers themselves; called when they are what they should be. */
  #hold({ palette }: Setting): void {
    const isStretched = this.#quiet.frame !== null && this.#quiet.frame.zoom !== this.#view.zoom;
    if (!this.#isMoving || !isStretched) this.#held.release(this.#quiet.frame?.zoom ?? this.#view.zoom);
    else if (this.#isHeldOld || !this.#held.isHeld) {
      this.#isHeldOld = false;
      const veil = { colour: palette.canvas, opacity: VEIL_OPACITY };
      const over = this.#kept === null ? [] : [veil, ...toSeen(this.#over)];
      this.#held.hold([...toSeen(this.#quiet), ...toSeen(this.#loud), ...over], this.#view);
    }
  }

  #takeChanges(setting: Setting): void {
    if (this.#changes.length === 0) return;
    const change = {
      nodes: [...new Set(this.#changes.flatMap(({ nodes }) => nodes))],
      edges: [...new Set(this.#changes.flatMap(({ edges }) => edges))],
      all: this.#changes.some(({ all }) => all),
      isLess: this.#changes.some(({ isLess }) => isLess),
    };
    this.#changes = [];
    if (this.#kept !== null) this.#over.outdate();
    if (change.isLess) this.#quiet.outdate();
    const { context, frame } = this.#loud;
    const areas = context === null || frame === null ? null : findChangedAreas(setting.scene, frame, change);
    if (areas === null || context === null || frame === null) this.#loud.outdate();
    else repaintAreas(this.#toDrawing(setting, context, frame), areas);
    this.#isHeldOld = true;
  }

  #paint(context: PaintContext, frame: Frame, paint: (drawing: Drawing) => Iterator<void>): Iterator<void> {
    return this.#setting === null ? [][Symbol.iterator]() : paint(this.#toDrawing(this.#setting, context, frame));
  }

  #paintOver(context: PaintContext, frame: Frame): Iterator<void> {
    if (this.#setting === null || this.#kept === null) return [][Symbol.iterator]();
    return paintKept(this.#toDrawing(this.#setting, context, frame), this.#kept);
  }

  #toDrawing({ scene, looks, palette, toText }: Setting, context: PaintContext, frame: Frame): Drawing {
    return { context, frame, area: frame.bounds, scene, looks, palette, toText, skips: this.#skips };
  }
}

function toSeen({ frame, seenContext }: PaintedLayer): readonly SeenSheet[] {
  return frame === null || seenContext === null ? [] : [{ source: seenContext.canvas, frame }];
}
