import { toFirstCurve } from "#lib/layout/find-repeats.ts";
import { MIDDLE_FROM } from "./distance.ts";
import type { EdgeLook } from "./edge-look.ts";
import type { Drawing } from "./paint-frame.ts";
import type { Palette } from "./palette.ts";
import { crossesArea, findEdgesIn, type SceneEdges, touchesEdge } from "./scene.ts";
import { EDGE_LOOKS, GONE } from "./scene-looks.ts";

/** About so many are stroked as one line before it is somebody else's turn. */
const AT_ONCE = 150;
/** From far away more edges than this are a cloud, also those that say something. */
const MANY = 1500;
/** More quiet edges than this lie so close in places that they are a grey mass: then each is fainter. */
const CLOSE = 400;
const FAINTEST = 0.4;
/** A piece of an edge that is shorter than this (pixels) is seen as a straight line, and so is one that is narrower. */
const SHORT = 14;
const NARROW = 3;

/** How edges of one look are drawn. */
interface Stroke {
  readonly colour: string;
  readonly width: number;
  readonly dash: readonly number[];
  readonly alpha: number;
}

/** Draws every edge as a quiet one: what does not change with any state. */
export function* paintQuietEdges(drawing: Drawing): Generator<void> {
  const { frame, area, scene, looks, palette, skips } = drawing;
  const near = findEdgesIn(scene.edges, area);
  const edges = near.filter((edge) => looks.edges[edge] !== GONE && !skips.edges.has(edge));
  yield;
  const stroke = toStroke("satisfied", palette, frame.zoom < MIDDLE_FROM, scene.edges.count);
  // What several edges share is drawn by the first of them: that must be among those that are drawn.
  yield* strokeEdges(drawing, edges, stroke, near.length === edges.length ? "once" : "each");
}

/** Draws the edges that say something, over the quiet ones. */
export function* paintLoudEdges(drawing: Drawing): Generator<void> {
  const { frame, area, scene, looks, palette, skips } = drawing;
  const byLook: number[][] = EDGE_LOOKS.map(() => []);
  const isPart = area !== frame.bounds;
  for (const edge of looks.loudEdges) {
    if (skips.edges.has(edge) || !touchesEdge(scene.edges, edge, area)) continue;
    if (!isPart || crossesArea(scene.edges, edge, area)) byLook[looks.edges[edge] ?? GONE]?.push(edge);
  }
  const isFar = frame.zoom < MIDDLE_FROM;
  for (const [code, look] of EDGE_LOOKS.entries()) {
    const edges = byLook[code] ?? [];
    if (look === "satisfied" || edges.length === 0) continue;
    const stroke = toStroke(look, palette, isFar, scene.edges.count);
    yield* strokeEdges(drawing, edges, stroke);
    if (!isFar) yield* paintArrows(drawing, edges, stroke);
  }
}

/**
 * Draws edges in one way. Those that are stroked as one are taken from all over the list: neighbours in it share most of
 * their way, and many hundred times the same line in one stroke is more than a browser can count: it draws them black.
 */
export function* strokeEdges(
  { context, frame, scene: { edges: rows } }: Drawing,
  edges: readonly number[],
  { colour, width, dash, alpha }: Stroke,
  shared: "each" | "once" = "each",
): Generator<void> {
  const unit = 1 / frame.zoom;
  const strokes = Math.ceil(edges.length / AT_ONCE);
  for (let start = 0; start < strokes; start++) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width * unit;
    context.setLineDash(dash.map((length) => length * unit));
    context.beginPath();
    for (let at = start; at < edges.length; at += strokes) addCurves(context, rows, edges[at] ?? 0, unit, shared);
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
    yield;
  }
}

/**
 * Adds an edge to a path, or only what of it no edge before has. What is straight, or seen as straight, is drawn so: a
 * curve costs several times as much.
 */
function addCurves(
  path: Drawing["context"],
  { curves, starts, repeats }: SceneEdges,
  edge: number,
  unit: number,
  shared: "each" | "once",
): void {
  const start = starts[edge] ?? 0;
  const end = starts[edge + 1] ?? 0;
  let x = curves[start] ?? 0;
  let y = curves[start + 1] ?? 0;
  let isPenThere = false;
  let curve = toFirstCurve(start, edge);
  for (let at = start + 2; at + 5 < end; at += 6) {
    const isDrawn = shared === "each" || repeats[curve] === 0;
    curve++;
    if (isDrawn && !isPenThere) path.moveTo(x, y);
    isPenThere = isDrawn;
    const toX = curves[at + 4] ?? 0;
    const toY = curves[at + 5] ?? 0;
    if (isDrawn) addCurve(path, curves, at, x, y, unit);
    x = toX;
    y = toY;
  }
}

function addCurve(path: Drawing["context"], curves: Float32Array, at: number, x: number, y: number, unit: number) {
  const outX = curves[at] ?? 0;
  const outY = curves[at + 1] ?? 0;
  const inX = curves[at + 2] ?? 0;
  const inY = curves[at + 3] ?? 0;
  const toX = curves[at + 4] ?? 0;
  const toY = curves[at + 5] ?? 0;
  // The way that it takes at most, aside and up or down: one that turns back goes further than to its end.
  const width = Math.max(x, outX, inX, toX) - Math.min(x, outX, inX, toX);
  const height = Math.max(y, outY, inY, toY) - Math.min(y, outY, inY, toY);
  if (width + height < SHORT * unit || Math.min(width, height) < NARROW * unit) path.lineTo(toX, toY);
  else path.bezierCurveTo(outX, outY, inX, inY, toX, toY);
}

function* paintArrows(
  { context, frame, scene: { edges: rows } }: Drawing,
  edges: readonly number[],
  { colour, alpha }: Stroke,
): Generator<void> {
  const unit = 1 / frame.zoom;
  context.globalAlpha = alpha;
  context.fillStyle = colour;
  context.beginPath();
  for (const edge of edges) {
    const end = rows.starts[edge + 1] ?? 0;
    const [x, y] = [rows.curves[end - 2] ?? 0, rows.curves[end - 1] ?? 0];
    // An edge that comes back to its column enters the card from the right.
    const back = (rows.curves[end - 4] ?? 0) > x ? 7 * unit : -7 * unit;
    context.moveTo(x, y);
    context.lineTo(x + back, y - 3.5 * unit);
    context.lineTo(x + back, y + 3.5 * unit);
    context.closePath();
  }
  context.fill();
  context.globalAlpha = 1;
  yield;
}

/** How strongly quiet edges are drawn where there are so many: the more, the fainter, so that trouble stands out of them. */
export function toQuietShare(total: number): number {
  return Math.max(FAINTEST, 1 - 0.32 * Math.log10(Math.max(1, total / CLOSE)));
}

/** Mixed with the ground, not let through: however many lie on each other, they are no darker than one. */
function toFaint(colour: string, share: number, { band }: Palette): Stroke {
  const mixed = `color-mix(in srgb, ${colour} ${Math.round(share * 100)}%, ${band})`;
  return { colour: mixed, width: 1, dash: [], alpha: 1 };
}

/** How a look is drawn; `total` is how many edges the picture has. */
export function toStroke(look: EdgeLook, palette: Palette, isFar: boolean, total: number): Stroke {
  const width = isFar ? 1 : 1.5;
  const { wait, act, dim } = palette.hues;
  switch (look) {
    case "satisfied":
      return toFaint(palette.edge, toQuietShare(total) * (isFar ? 0.55 : 1), palette);
    case "would-block":
      return toFaint(wait.edge, isFar ? 0.35 : 0.5, palette);
    case "blocking":
      return { colour: wait.edge, width, dash: [], alpha: isFar && total > MANY ? 0.75 : 1 };
    case "unknown":
      return { colour: dim.solid, width, dash: [1.5, 3], alpha: 1 };
    case "missing":
      return { colour: act.edge, width, dash: [4, 3], alpha: 1 };
    case "cycle":
      return { colour: act.edge, width, dash: [7, 3, 1.5, 3], alpha: 1 };
  }
}
