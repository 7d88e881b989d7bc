import type { Defer } from "#lib/client/step-queue.ts";
import { Store } from "#lib/client/store.ts";
import type { Snapshot } from "#lib/graph/model.ts";
import type { View } from "./camera-moves.ts";
import { type Canvases, CanvasStage, type Frames } from "./canvas-stage.ts";
import type { Emphasis } from "./find-emphasis.ts";
import { findWindow, holdsWindow, isSameWindow, joinWindows, type PageWindow, toSkips } from "./find-window.ts";
import type { NodeText } from "./paint-frame.ts";
import type { Kept } from "./paint-scene.ts";
import type { Palette } from "./palette.ts";
import type { Scene } from "./scene.ts";
import { SceneLooks } from "./scene-looks.ts";
import type { Room } from "./to-frame.ts";

/** What the driver asks of the page. */
export interface StageOptions {
  readonly canvases: Canvases;
  readonly frames: Frames;
  readonly toText: (scene: Scene, node: number) => NodeText | null;
  /** Is told whether the last canvas alone is to be seen. */
  readonly onHeld: (isHeld: boolean) => void;
  /** Puts off what the first picture needs. */
  readonly defer: Defer;
}

/**
 * Keeps canvas and page in step: what of the picture is cards and lines of the page, and what the canvas draws. Each node
 * is always drawn by one of the two: what becomes a card is one before the canvas leaves it out, and what ceases to be
 * one stays until the canvas has drawn it.
 */
export class StageDriver {
  /** What the page is to draw; null while there is no picture. */
  readonly window = new Store<PageWindow | null>(null);
  readonly #stage: CanvasStage;
  readonly #toText: StageOptions["toText"];
  readonly #defer: Defer;
  #scene: Scene | null = null;
  #looks: SceneLooks | null = null;
  #snapshot: Snapshot | null = null;
  #palette: Palette | null = null;
  #emphasis: Emphasis | null = null;
  #view: View = { x: 0, y: 0, zoom: 1 };
  #room: Room = { width: 0, height: 0, density: 1 };
  #wanted: PageWindow | null = null;

  constructor({ canvases, frames, toText, onHeld, defer }: StageOptions) {
    this.#defer = defer;
    this.#toText = toText;
    this.#stage = new CanvasStage(canvases, frames, () => this.#settle(), onHeld);
  }

  /** Another picture. */
  setScene(scene: Scene | null): void {
    if (scene === this.#scene) return;
    const isFirst = this.#scene === null;
    this.#scene = scene;
    this.#looks = null;
    // With its first picture the view is about to be fitted to it: what the view before would show is not worth a card.
    if (isFirst) this.#defer(() => this.#begin(scene));
    else this.#begin(scene);
  }

  setPalette(palette: Palette): void {
    this.#palette = palette;
    this.#set();
  }

  /** A newer snapshot, of whatever topology: what the picture does not have is left out. */
  setSnapshot(snapshot: Snapshot): void {
    if (snapshot === this.#snapshot) return;
    this.#snapshot = snapshot;
    if (this.#looks !== null) this.#stage.change(this.#looks.update(snapshot));
  }

  setRoom(room: Room): void {
    const { width, height, density } = this.#room;
    if (width === room.width && height === room.height && density === room.density) return;
    this.#room = room;
    this.#stage.resize(room);
    this.#choose();
  }

  setEmphasis(emphasis: Emphasis): void {
    this.#emphasis = emphasis;
    this.#emphasise();
  }

  /** The view has moved; while it is on its way, only what comes into the window is chosen anew. */
  move(view: View, isMoving: boolean): void {
    this.#view = view;
    this.#stage.move(view, isMoving);
    if (!isMoving || (this.#wanted !== null && !holdsWindow(this.#wanted, view, this.#room))) this.#choose();
  }

  stop(): void {
    this.#scene = null;
    this.#stage.stop();
  }

  #begin(scene: Scene | null): void {
    if (scene !== this.#scene) return;
    this.#looks = scene === null ? null : new SceneLooks(scene);
    if (this.#looks !== null && this.#snapshot !== null) this.#looks.update(this.#snapshot);
    this.#set();
    this.#choose();
    this.#emphasise();
  }

  #set(): void {
    const [scene, looks, palette] = [this.#scene, this.#looks, this.#palette];
    if (scene === null || looks === null || palette === null) return;
    this.#stage.set({ scene, looks, palette, toText: (node) => this.#toText(scene, node) });
  }

  #choose(): void {
    if (this.#scene === null || this.#looks === null || this.#room.width < 1) return;
    const next = findWindow(this.#scene, this.#looks, this.#view, this.#room);
    const before = this.#wanted;
    if (before !== null && isSameWindow(before, next)) {
      this.#wanted = { ...before, region: next.region };
      return;
    }
    this.#wanted = next;
    const shown = this.window.get();
    this.window.set(shown === null ? next : joinWindows(shown, next));
    this.#stage.skip(toSkips(next));
  }

  /** The canvas has drawn all that the page does not: what is no card any more may go. */
  #settle(): void {
    const wanted = this.#wanted;
    const shown = this.window.get();
    if (wanted !== null && (shown === null || !isSameWindow(shown, wanted))) this.window.set(wanted);
  }

  #emphasise(): void {
    this.#stage.keep(this.#scene === null || this.#emphasis === null ? null : toKept(this.#scene, this.#emphasis));
  }
}

/** Turns what stands out into places of the scene; null where nothing does. */
export function toKept({ rows }: Scene, { kept, path }: Emphasis): Kept | null {
  if (kept === null) return null;
  const find = (keys: ReadonlySet<string>, toPlace: (key: string) => number) =>
    [...keys]
      .map(toPlace)
      .filter((place) => place >= 0)
      .sort((a, b) => a - b);
  const toNode = (id: string) => rows.indexOf.get(id) ?? -1;
  const toEdge = (key: string) => rows.findKey(key);
  return {
    nodes: find(new Set([...kept.nodes, ...path.nodes]), toNode),
    edges: find(new Set([...kept.edges, ...path.edges]), toEdge),
    path: new Set(find(path.edges, toEdge)),
    pathNodes: new Set(find(path.nodes, toNode)),
  };
}
