import { STATE_WORDS } from "#components/ui/state-words.ts";
import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import type { Stem } from "./common-starts.ts";
import { NEAR_FROM, SECOND_LINE_FROM } from "./distance.ts";
import { TextFitter } from "./fit-text.ts";
import type { Drawing, PaintContext } from "./paint-frame.ts";
import { paintIcon } from "./paint-icons.ts";
import type { Palette } from "./palette.ts";
import { toState } from "./scene-looks.ts";

const AT_ONCE = 60;
/** As the style sheet has them, pixels. */
const NEAR = { left: 11, icon: 16, gap: 8, right: 11 };
const MIDDLE = { left: 8, icon: 14, gap: 5, right: 6 };

/** What was measured with one font says nothing of the next: a palette is read anew when its font has come. */
const fitters = new WeakMap<Palette, TextFitter>();

/**
 * Draws nodes as the cards of the page are drawn, so that a card may take such a drawing's place unseen; all of them as
 * ready ones where `as` says so.
 */
export function* paintNames(drawing: Drawing, nodes: readonly number[], as?: "ready"): Generator<void> {
  for (let start = 0; start < nodes.length; start += AT_ONCE) {
    for (const node of nodes.slice(start, start + AT_ONCE)) paintCard(drawing, node, as);
    yield;
  }
}

function paintCard({ context, frame, scene, looks, palette, toText }: Drawing, node: number, as?: "ready"): void {
  const state = as ?? toState(looks.states[node]);
  const text = toText(node);
  if (state === null || text === null) return;
  const { zoom } = frame;
  const unit = 1 / zoom;
  const [x, y] = [scene.xs[node] ?? 0, scene.ys[node] ?? 0];
  const { hue } = STATE_WORDS[state];
  const colours = palette.hues[hue];
  const isQuiet = hue === "good";
  const isFailed = state === "failed";

  if (isFailed) {
    context.strokeStyle = colours.solid;
    context.globalAlpha = 0.28;
    context.lineWidth = 3 * unit;
    box(context, x - 1.5 * unit, y - 1.5 * unit, CARD_WIDTH + 3 * unit, CARD_HEIGHT + 3 * unit, 7.5 * unit);
    context.stroke();
    context.globalAlpha = 1;
  }
  const isHollow = state === "missing" || hue === "dim";
  context.fillStyle = isHollow ? palette.canvas : isQuiet || state === "terminating" ? palette.card : colours.tint;
  context.strokeStyle = isQuiet ? palette.line : isFailed || state === "missing" ? colours.edge : colours.line;
  context.lineWidth = unit;
  if (isHollow) context.setLineDash(state === "hidden" ? [unit, 2 * unit] : [4 * unit, 3 * unit]);
  box(context, x + unit / 2, y + unit / 2, CARD_WIDTH - unit, CARD_HEIGHT - unit, 6 * unit);
  context.fill();
  context.stroke();
  context.setLineDash([]);

  // Below, in pixels of the screen: text keeps its size whatever the distance.
  context.save();
  context.translate(x, y);
  context.scale(unit, unit);
  paintWords(
    context,
    { state, name: text.name, line: text.line, count: text.count, zoom, stem: scene.starts.findStem(text.name) },
    { line: isQuiet ? palette.fg3 : colours.text, icon: colours.text },
    palette,
  );
  context.restore();
}

interface Words {
  readonly state: Parameters<typeof paintIcon>[1];
  readonly name: string;
  readonly line: string;
  readonly count: number;
  readonly zoom: number;
  readonly stem: Stem | null;
}

interface WordColours {
  readonly line: string;
  readonly icon: string;
}

function paintWords(
  context: PaintContext,
  { state, name, line, count, zoom, stem }: Words,
  colours: WordColours,
  palette: Palette,
): void {
  const [width, height] = [CARD_WIDTH * zoom, CARD_HEIGHT * zoom];
  const isNear = zoom >= NEAR_FROM;
  const { left, icon, gap, right } = isNear ? NEAR : MIDDLE;
  const textLeft = left + icon + gap;
  const hasLine = zoom >= SECOND_LINE_FROM;
  // The near card has three lines; of them the canvas draws the first two, for as long as the page's own is not there.
  const middle = isNear ? height / 2 - 15 / 2 : height / 2;
  context.strokeStyle = colours.icon;
  paintIcon(context, state, left, (isNear ? middle - 7.5 : middle) - icon / 2, icon);
  const pill = count > 1 ? String(count) : "";
  const room = width - textLeft - right - (pill === "" ? 0 : 12 + 7 * pill.length);
  context.textBaseline = "middle";
  const fitter = toFitter(context, palette);
  context.fillStyle = palette.fg;
  const nameFont = `500 12px ${palette.font}`;
  const shownName = fitter.fit(name, nameFont, room, stem);
  context.font = nameFont;
  context.fillText(shownName, textLeft, hasLine ? middle - 7.5 : middle);
  if (hasLine) {
    const lineFont = `11px ${palette.font}`;
    const shownLine = fitter.fit(line, lineFont, room);
    context.font = lineFont;
    context.fillStyle = colours.line;
    context.fillText(shownLine, textLeft, middle + 8);
  }
  if (pill === "") return;
  context.font = `500 11px ${palette.font}`;
  context.textAlign = "right";
  context.fillStyle = colours.line;
  context.fillText(pill, width - 8, middle);
  context.textAlign = "left";
}

/** Gives what cuts names to the width of a place, by the fonts of a palette. */
export function toFitter(context: PaintContext, palette: Palette): TextFitter {
  const known = fitters.get(palette);
  if (known !== undefined) return known;
  const fitter = new TextFitter((text, font) => {
    context.font = font;
    return context.measureText(text).width;
  });
  fitters.set(palette, fitter);
  return fitter;
}

function box(context: PaintContext, x: number, y: number, width: number, height: number, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, radius);
}
