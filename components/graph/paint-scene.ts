import { CARD_HEIGHT, CARD_WIDTH } from "#lib/layout/sizes.ts";
import { MIDDLE_FROM } from "./distance.ts";
import { paintAreas } from "./paint-areas.ts";
import { paintBlocks, paintQuietBlocks } from "./paint-blocks.ts";
import { paintLoudEdges, paintQuietEdges, strokeEdges, toStroke } from "./paint-edges.ts";
import { type Drawing, enterWorld, grow } from "./paint-frame.ts";
import { paintNames } from "./paint-names.ts";
import { EDGE_LOOKS, GONE } from "./scene-looks.ts";
import type { Bounds } from "./spatial-grid.ts";

/** So few nodes are gone through sooner than all that stand in an area are found. */
const MANY_LOUD = 2_000;

/** What stands out: places in the scene's rows. */
export interface Kept {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  /** Of these, the edges on the way from the causes to what is selected. */
  readonly path: ReadonlySet<number>;
  readonly pathNodes: ReadonlySet<number>;
}

/**
 * Draws what of a part of the world does not change with any state, back to front: grounds, and all edges and nodes as if
 * all were well. Each yield is a place to stop and go on later.
 */
export function* paintQuiet(drawing: Drawing): Generator<void> {
  clear(drawing);
  yield* paintAreas(drawing);
  yield* paintQuietEdges(drawing);
  const nodes = drawing.scene.grid
    .findIn(drawing.area)
    .filter((node) => drawing.looks.states[node] !== GONE && !drawing.skips.nodes.has(node));
  yield;
  yield* isFar(drawing) ? paintQuietBlocks(drawing, nodes) : paintNames(drawing, nodes, "ready");
}

/** Draws over that what is not well. */
export function* paintLoud(drawing: Drawing): Generator<void> {
  clear(drawing);
  yield* paintTrouble(drawing);
}

/** Draws again what is not well in some small areas; all at once, for half of it must not be seen. */
export function repaintAreas(drawing: Drawing, areas: readonly Bounds[]): void {
  const { context, frame } = drawing;
  context.save();
  enterWorld(context, frame);
  for (const area of areas) {
    const part = { ...drawing, area: toPixels(area, drawing) };
    const { left, top, right, bottom } = part.area;
    context.save();
    context.beginPath();
    context.rect(left, top, right - left, bottom - top);
    context.clip();
    context.clearRect(left, top, right - left, bottom - top);
    for (const _ of paintTrouble(part));
    context.restore();
  }
  context.restore();
}

function* paintTrouble(drawing: Drawing): Generator<void> {
  const { area, frame, skips } = drawing;
  yield* paintLoudEdges(drawing);
  // A block is larger than its card where else it could not be seen.
  const near = findLoudNodes(drawing, grow(area, 8 / frame.zoom));
  yield* paintNodes(
    drawing,
    near.filter((node) => !skips.nodes.has(node)),
  );
  paintRings(drawing);
}

/** The nodes in an area that are not well, in the scene's order. */
function findLoudNodes({ scene: { grid }, looks: { loudNodes } }: Drawing, area: Bounds): readonly number[] {
  if (loudNodes.size > MANY_LOUD) return grid.findIn(area).filter((node) => loudNodes.has(node));
  const found: number[] = [];
  for (const node of loudNodes) if (grid.touches(node, area)) found.push(node);
  return found.sort((a, b) => a - b);
}

function clear({ context, frame }: Drawing): void {
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  enterWorld(context, frame);
}

/** Draws only what stands out. */
export function* paintKept(drawing: Drawing, { nodes, edges, path, pathNodes }: Kept): Generator<void> {
  const { looks, palette, skips } = drawing;
  clear(drawing);
  const drawn = edges.filter((edge) => !skips.edges.has(edge));
  for (const [code, look] of EDGE_LOOKS.entries()) {
    const stroke = toStroke(look, palette, isFar(drawing), drawn.length);
    const ofLook = drawn.filter((edge) => looks.edges[edge] === code);
    yield* strokeEdges(
      drawing,
      ofLook.filter((edge) => !path.has(edge)),
      stroke,
    );
    const solid = look === "missing" || look === "cycle" ? palette.hues.act.solid : palette.hues.wait.solid;
    const strong = { ...stroke, colour: solid, width: 2, alpha: 1 };
    yield* strokeEdges(
      drawing,
      ofLook.filter((edge) => path.has(edge)),
      strong,
    );
  }
  const shown = nodes.filter((node) => !skips.nodes.has(node));
  yield* paintNodes(drawing, shown);
  yield* paintPathRings(
    drawing,
    shown.filter((node) => pathNodes.has(node)),
  );
}

function* paintPathRings({ context, frame, scene, palette }: Drawing, nodes: readonly number[]): Generator<void> {
  const unit = 1 / frame.zoom;
  context.strokeStyle = palette.fg;
  context.lineWidth = unit;
  for (const node of nodes)
    context.strokeRect(
      (scene.xs[node] ?? 0) - unit,
      (scene.ys[node] ?? 0) - unit,
      CARD_WIDTH + 2 * unit,
      CARD_HEIGHT + 2 * unit,
    );
  yield;
}

function paintNodes(drawing: Drawing, nodes: readonly number[]): Generator<void> {
  return isFar(drawing) ? paintBlocks(drawing, nodes) : paintNames(drawing, nodes);
}

function isFar({ frame }: Drawing): boolean {
  return frame.zoom < MIDDLE_FROM;
}

function paintRings({ context, frame, looks, palette }: Drawing): void {
  if (frame.zoom >= MIDDLE_FROM) return;
  const unit = 1 / frame.zoom;
  const gap = 2.25 * unit;
  context.strokeStyle = palette.fg;
  context.lineWidth = 1.5 * unit;
  for (const { x, y, width, height } of looks.rings) {
    context.beginPath();
    context.roundRect(x - gap, y - gap, width + 2 * gap, height + 2 * gap, 3 * unit);
    context.stroke();
  }
}

/** An area so much larger that it ends between pixels: a clip through one would leave a seam. */
function toPixels(area: Bounds, { frame: { bounds, zoom, density } }: Drawing): Bounds {
  const scale = zoom * density;
  const snap = (value: number, origin: number, round: (value: number) => number) =>
    origin + round((value - origin) * scale) / scale;
  return {
    left: snap(area.left, bounds.left, Math.floor),
    top: snap(area.top, bounds.top, Math.floor),
    right: snap(area.right, bounds.left, Math.ceil),
    bottom: snap(area.bottom, bounds.top, Math.ceil),
  };
}
