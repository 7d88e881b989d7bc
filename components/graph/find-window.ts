import type { View } from "./camera-moves.ts";
import { MIDDLE_FROM } from "./distance.ts";
import { contains, grow, type Skips, toOverlap } from "./paint-frame.ts";
import { findEdgesIn, type Scene } from "./scene.ts";
import type { SceneLooks } from "./scene-looks.ts";
import type { Bounds } from "./spatial-grid.ts";
import { type Room, toWindow } from "./to-frame.ts";

/** The part of the scene that the page draws itself, by places in the scene's rows. */
export interface PageWindow {
  readonly scene: Scene;
  /** Where that holds: as long as the window lies within, nothing has to be found anew. */
  readonly region: Bounds;
  /** Those that are cards. */
  readonly cards: readonly number[];
  /** Those that are lines of the page. */
  readonly edges: readonly number[];
  /** Those that are not seen, but can be reached by whoever does not see the canvas. */
  readonly listed: readonly number[];
}

/** As many cards as a browser moves without a stutter. */
export const MOST_CARDS = 150;
const MOST_EDGES = 300;
/** A graph of no more nodes is listed whole; of a larger one so many, those in the window and the worst first. */
const LISTED_WHOLE = 600;
const MOST_LISTED = 200;
/** How much more than the window has cards, as a share of it, so that they are there when they come into view. */
const MARGIN = 0.3;

/** Chooses what of a scene the page draws itself: the cards in the window where there are not too many of them. */
export function findWindow(scene: Scene, looks: SceneLooks, view: View, room: Room): PageWindow {
  const window = toWindow(view, room);
  const region = grow(window, (MARGIN * Math.max(room.width, room.height)) / view.zoom);
  const inside = scene.grid.findIn(window);
  const near = scene.grid.findIn(region);
  const isFar = view.zoom < MIDDLE_FROM || inside.length > MOST_CARDS;
  const cards = isFar ? [] : near.length <= MOST_CARDS ? near : inside;
  const seen = near.length <= MOST_CARDS ? region : window;
  return {
    scene,
    region: isFar || seen === region ? region : grow(window, 1 / view.zoom),
    cards,
    edges: isFar ? [] : chooseEdges(scene, looks, seen),
    listed: chooseListed(scene, looks, inside, new Set(cards)),
  };
}

/** Whether what was chosen is still right for a view. */
export function holdsWindow({ region, scene }: PageWindow, view: View, room: Room): boolean {
  const { width, height } = scene.layout;
  const seen = toOverlap(toWindow(view, room), { left: 0, top: 0, right: width, bottom: height });
  return seen === null || contains(region, seen);
}

/** Both of two choices, for the moment between them. */
export function joinWindows(before: PageWindow, next: PageWindow): PageWindow {
  if (before.scene !== next.scene) return next;
  return { ...next, cards: join(before.cards, next.cards), edges: join(before.edges, next.edges) };
}

/** What the canvas leaves to the page. */
export function toSkips({ cards, edges }: PageWindow): Skips {
  return { nodes: new Set(cards), edges: new Set(edges) };
}

/** Whether two choices are the same. */
export function isSameWindow(a: PageWindow, b: PageWindow): boolean {
  return a.scene === b.scene && isSame(a.cards, b.cards) && isSame(a.edges, b.edges) && isSame(a.listed, b.listed);
}

/** The edges that say most first, where there are too many. */
function chooseEdges(scene: Scene, looks: SceneLooks, area: Bounds): readonly number[] {
  const found = findEdgesIn(scene.edges, area);
  if (found.length <= MOST_EDGES) return found;
  return found
    .sort((a, b) => (looks.edges[b] ?? 0) - (looks.edges[a] ?? 0) || a - b)
    .slice(0, MOST_EDGES)
    .sort((a, b) => a - b);
}

function chooseListed(
  scene: Scene,
  looks: SceneLooks,
  inside: readonly number[],
  cards: ReadonlySet<number>,
): readonly number[] {
  const total = scene.ids.length;
  if (total <= LISTED_WHOLE) return scene.ids.flatMap((_, node) => (cards.has(node) ? [] : node));
  return inside
    .filter((node) => !cards.has(node))
    .sort((a, b) => (looks.states[a] ?? 0) - (looks.states[b] ?? 0) || a - b)
    .slice(0, MOST_LISTED);
}

function join(a: readonly number[], b: readonly number[]): readonly number[] {
  return a === b || a.length === 0 ? b : [...new Set([...a, ...b])];
}

function isSame(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
