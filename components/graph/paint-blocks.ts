import { STATE_WORDS } from "#components/ui/state-words.ts";
import type { NodeState } from "#lib/graph/model.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import type { Drawing, PaintContext } from "./paint-frame.ts";
import type { Palette } from "./palette.ts";
import { toState } from "./scene-looks.ts";

const AT_ONCE = 400;
/** The least size of a block on the screen; trouble is never smaller than this, whatever it covers. */
const LEAST = { height: 6, width: 4 };
const LEAST_TROUBLE = { height: 8, width: 11 };
/** Blocks lower than this have no room for the marks that tell states of one hue apart. */
const MARKED_FROM = 4;

const QUIET: ReadonlySet<NodeState> = new Set(["ready", "hidden", "unknown"]);

/** Draws nodes as quiet blocks, whatever their state. */
export function* paintQuietBlocks(
  { context, frame, scene, palette }: Drawing,
  nodes: readonly number[],
): Generator<void> {
  for (let start = 0; start < nodes.length; start += AT_ONCE) {
    for (const node of nodes.slice(start, start + AT_ONCE))
      paintShape(context, "ready", toBox(scene, node, frame.zoom, "ready"), palette);
    yield;
  }
}

/** Draws nodes as blocks, told apart by their shape: trouble last and no smaller than can be seen. */
export function* paintBlocks(drawing: Drawing, nodes: readonly number[]): Generator<void> {
  const { looks } = drawing;
  const byRank: number[][] = [[], [], [], []];
  for (const node of nodes) {
    const state = toState(looks.states[node]);
    if (state !== null) byRank[toRank(state, looks.causes[node] === 1)]?.push(node);
  }
  for (const rank of byRank) {
    for (let start = 0; start < rank.length; start += AT_ONCE) {
      for (const node of rank.slice(start, start + AT_ONCE)) paintBlock(drawing, node);
      yield;
    }
  }
}

function toRank(state: NodeState, isCause: boolean): number {
  if (isCause) return 3;
  if (QUIET.has(state)) return 0;
  return state === "failed" || state === "missing" ? 2 : 1;
}

function paintBlock({ context, frame, scene, looks, palette }: Drawing, node: number): void {
  const state = toState(looks.states[node]);
  if (state === null) return;
  const box = toBox(scene, node, frame.zoom, state);
  const { x, y, width, height, unit } = box;
  if (state !== "ready") {
    // What is hollow must not show the quiet block beneath it.
    context.fillStyle = palette.band;
    context.fillRect(x, y, width, height);
  }
  paintShape(context, state, box, palette);
  if (looks.causes[node] === 1) {
    const gap = 2.25 * unit;
    context.strokeStyle = palette.fg;
    context.lineWidth = 1.5 * unit;
    context.strokeRect(x - gap, y - gap, width + 2 * gap, height + 2 * gap);
  }
}

function toBox({ xs, ys }: Drawing["scene"], node: number, zoom: number, state: NodeState): Box {
  const unit = 1 / zoom;
  const isQuiet = QUIET.has(state);
  const least = isQuiet ? LEAST : LEAST_TROUBLE;
  const height = Math.max(CARD_HEIGHT, Math.min(isQuiet ? 72 : Number.POSITIVE_INFINITY, least.height * unit));
  const width = Math.max(CARD_WIDTH, least.width * unit);
  return {
    x: (xs[node] ?? 0) - (width - CARD_WIDTH) / 2,
    y: (ys[node] ?? 0) - (height - CARD_HEIGHT) / 2,
    width,
    height,
    unit,
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A pixel of the screen. */
  readonly unit: number;
}

function paintShape(context: PaintContext, state: NodeState, box: Box, palette: Palette): void {
  const { x, y, width, height, unit } = box;
  const { solid } = palette.hues[STATE_WORDS[state].hue];
  const isMarked = height >= MARKED_FROM * unit;
  context.fillStyle = solid;
  context.strokeStyle = solid;
  switch (state) {
    case "ready":
    case "blocked":
      fillBlock(context, box);
      return;
    case "failed":
      fillBlock(context, box);
      if (isMarked)
        cross(context, x + width / 2, y + height / 2, Math.min(3.5 * unit, height * 0.3), unit, palette.canvas);
      return;
    case "suspended":
      fillBlock(context, box);
      context.fillStyle = palette.canvas;
      for (const share of [0.38, 0.56]) context.fillRect(x + width * share, y, width * 0.06, height);
      return;
    case "progressing":
      outline(context, box, unit);
      context.fillRect(x, y, width / 2, height);
      return;
    case "terminating":
      outline(context, box, unit);
      context.beginPath();
      context.moveTo(x + width * 0.35, y + height);
      context.lineTo(x + width * 0.65, y);
      context.stroke();
      return;
    case "missing":
      outline(context, box, 1.5 * unit, [4 * unit, 3 * unit]);
      return;
    case "hidden":
      outline(context, box, unit, [unit, 2 * unit]);
      return;
    case "unknown":
      outline(context, box, unit);
      return;
  }
}

/** From so far away that a corner could not be seen, none is drawn: a plain rectangle costs a tenth. */
function fillBlock(context: PaintContext, { x, y, width, height, unit }: Box): void {
  if (height < 9 * unit) {
    context.fillRect(x, y, width, height);
    return;
  }
  context.beginPath();
  context.roundRect(x, y, width, height, 2 * unit);
  context.fill();
}

function outline(context: PaintContext, { x, y, width, height }: Box, lineWidth: number, dash: number[] = []): void {
  context.lineWidth = lineWidth;
  context.setLineDash(dash);
  context.strokeRect(x + lineWidth / 2, y + lineWidth / 2, width - lineWidth, height - lineWidth);
  context.setLineDash([]);
}

function cross(context: PaintContext, x: number, y: number, half: number, unit: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1.2 * unit;
  context.beginPath();
  context.moveTo(x - half, y - half);
  context.lineTo(x + half, y + half);
  context.moveTo(x + half, y - half);
  context.lineTo(x - half, y + half);
  context.stroke();
}
