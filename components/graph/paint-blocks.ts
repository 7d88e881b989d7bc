import { STATE_WORDS } from "#components/ui/state-words.ts";
import type { NodeState } from "#lib/graph/model.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { NAMED_FROM } from "./distance.ts";
import type { Drawing, PaintContext } from "./paint-frame.ts";
import { toFitter } from "./paint-names.ts";
import type { Palette } from "./palette.ts";
import { toState } from "./scene-looks.ts";

const AT_ONCE = 400;
const NAMED_AT_ONCE = 60;
/** The least size of a block on the screen; trouble is never smaller than this, whatever it covers. */
const LEAST = { height: 6, width: 4 };
const LEAST_TROUBLE = { height: 8, width: 11 };
/** Blocks lower than this have no room for the marks that tell states of one hue apart. */
const MARKED_FROM = 4;

/** States with a mark beside the name, and those whose block is not filled beneath it. */
const MARKED: ReadonlySet<NodeState> = new Set(["failed", "suspended", "progressing", "terminating"]);
const HOLLOW: ReadonlySet<NodeState> = new Set(["progressing", "terminating", "missing", "hidden", "unknown"]);
const QUIET: ReadonlySet<NodeState> = new Set(["ready", "hidden", "unknown"]);

/** Pixels of a block with a name: where a mark has its middle, and the room on both sides of the words. */
const MARK_AT = 8;
const MARGIN = 4;

/** Draws nodes as quiet blocks, whatever their state. */
export function* paintQuietBlocks(drawing: Drawing, nodes: readonly number[]): Generator<void> {
  const { context, frame, scene, palette } = drawing;
  const atOnce = countAtOnce(frame.zoom);
  for (let start = 0; start < nodes.length; start += atOnce) {
    for (const node of nodes.slice(start, start + atOnce)) {
      const box = toBox(scene, node, frame.zoom, "ready");
      paintShape(context, "ready", box, palette);
      paintBlockName(drawing, node, "ready", box);
    }
    yield;
  }
}

/** Draws nodes as blocks, told apart by their shape: trouble last and no smaller than can be seen. */
export function* paintBlocks(drawing: Drawing, nodes: readonly number[]): Generator<void> {
  const { frame, looks } = drawing;
  const atOnce = countAtOnce(frame.zoom);
  const byRank: number[][] = [[], [], [], []];
  for (const node of nodes) {
    const state = toState(looks.states[node]);
    if (state !== null) byRank[toRank(state, looks.causes[node] === 1)]?.push(node);
  }
  for (const rank of byRank) {
    for (let start = 0; start < rank.length; start += atOnce) {
      for (const node of rank.slice(start, start + atOnce)) paintBlock(drawing, node);
      yield;
    }
  }
}

/** Names take their time: fewer of them are drawn before it is somebody else's turn. */
function countAtOnce(zoom: number): number {
  return zoom >= NAMED_FROM ? NAMED_AT_ONCE : AT_ONCE;
}

function toRank(state: NodeState, isCause: boolean): number {
  if (isCause) return 3;
  if (QUIET.has(state)) return 0;
  return state === "failed" || state === "missing" ? 2 : 1;
}

function paintBlock(drawing: Drawing, node: number): void {
  const { context, frame, scene, looks, palette } = drawing;
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
  paintBlockName(drawing, node, state, box);
  if (looks.causes[node] === 1) {
    const gap = 2.25 * unit;
    context.strokeStyle = palette.fg;
    context.lineWidth = 1.5 * unit;
    context.strokeRect(x - gap, y - gap, width + 2 * gap, height + 2 * gap);
  }
}

/** As much of its name as has room, beside the mark of its state. */
function paintBlockName(
  { context, scene, palette, toText }: Drawing,
  node: number,
  state: NodeState,
  { x, y, width, height, unit, isNamed }: Box,
): void {
  const text = isNamed ? toText(node) : null;
  if (text === null) return;
  const { hue } = STATE_WORDS[state];
  const left = MARKED.has(state) ? 2 * MARK_AT - MARGIN / 2 : MARGIN;
  const font = `500 11px ${palette.font}`;
  const room = width / unit - left - MARGIN;
  const shown = toFitter(context, palette).fit(text.name, font, room, scene.starts.findStem(text.name));
  context.save();
  context.translate(x, y);
  context.scale(unit, unit);
  context.font = font;
  context.textBaseline = "middle";
  context.fillStyle = HOLLOW.has(state) ? palette.fg : palette.hues[hue].onSolid;
  context.fillText(shown, left, height / unit / 2 + 0.5);
  context.restore();
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
    isNamed: zoom >= NAMED_FROM,
  };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** A pixel of the screen. */
  readonly unit: number;
  /** Then the marks of states make room for the name. */
  readonly isNamed: boolean;
}

function paintShape(context: PaintContext, state: NodeState, box: Box, palette: Palette): void {
  const { x, y, width, height, unit, isNamed } = box;
  const { solid } = palette.hues[STATE_WORDS[state].hue];
  const markAt = isNamed ? x + MARK_AT * unit : x + width / 2;
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
      if (isMarked) cross(context, markAt, y + height / 2, Math.min(3.5 * unit, height * 0.3), unit, palette.canvas);
      return;
    case "suspended":
      fillBlock(context, box);
      context.fillStyle = palette.canvas;
      for (const aside of [-0.12, 0.06]) {
        const bar = isNamed ? 40 * unit : width;
        context.fillRect(markAt + bar * aside, y, bar * 0.06, height);
      }
      return;
    case "progressing":
      outline(context, box, unit);
      context.fillRect(x, y, isNamed ? 2 * (markAt - x) - 2 * unit : width / 2, height);
      return;
    case "terminating":
      outline(context, box, unit);
      context.beginPath();
      context.moveTo(markAt - (isNamed ? 5 * unit : width * 0.15), y + height);
      context.lineTo(markAt + (isNamed ? 5 * unit : width * 0.15), y);
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
