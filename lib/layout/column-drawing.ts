import type { ColumnGraph } from "./column-graph.ts";
import type { Drawing } from "./drawing.ts";
import type { FoldedColumns } from "./fold-columns.ts";
import type { WaveColumn } from "./layout-engine.ts";
import { findBottom, measureArea, toAreaHeight } from "./measure-columns.ts";
import { floatAt, intAt } from "./numbers.ts";
import type { PictureWriter } from "./picture-writer.ts";
import { findLoopRoom, type PlacedItems, placeItems } from "./place-items.ts";
import { routeThrough } from "./route-edges.ts";
import { routeLoop } from "./route-loops.ts";
import { AREA_PADDING_BOTTOM, AREA_PADDING_TOP, CARD_HEIGHT, ROW_PITCH } from "./sizes.ts";

/** A kept area stays as high as it was while no more than so many rows of it are empty. */
const MOST_SPARE_ROWS = 2;

/** A component drawn from columns and the middles of their slots. */
export class ColumnDrawing implements Drawing {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly #graph: ColumnGraph;
  readonly #folded: FoldedColumns;
  readonly #places: PlacedItems;

  /** Keeps the height of the area that it is drawn anew for (0 for none) when it fits it. */
  constructor(graph: ColumnGraph, folded: FoldedColumns, middles: Float64Array, heightBefore = 0) {
    const least = measureArea(graph, folded);
    const bottom = findBottom(folded, middles);
    const needed = bottom + AREA_PADDING_TOP + AREA_PADDING_BOTTOM;
    const fits = needed <= heightBefore && heightBefore - needed <= MOST_SPARE_ROWS * ROW_PITCH;
    this.width = least.width;
    this.height = fits ? heightBefore : Math.max(least.height, toAreaHeight(bottom, graph.cards));
    this.count = graph.cards;
    this.#graph = graph;
    this.#folded = folded;
    this.#places = placeItems(graph, folded, middles);
  }

  draw(picture: PictureWriter, x: number, y: number): readonly WaveColumn[] {
    const { left, middle, columnLeft, columnRight } = this.#places;
    const { ids, from, to } = this.#graph.topology;
    const first = picture.count;
    for (let node = 0; node < ids.length; node++)
      picture.addNode(ids[node] ?? "", floatAt(left, node) + x, floatAt(middle, node) - CARD_HEIGHT / 2 + y);
    let loop = 0;
    for (let edge = 0; edge < from.length; edge++) {
      const isLoop = this.#graph.loops[loop] === edge;
      if (isLoop) loop++;
      const points = isLoop
        ? this.#routeLoop(intAt(from, edge), intAt(to, edge))
        : routeThrough(this.#graph, this.#places, edge);
      picture.addEdge(first + intAt(from, edge), first + intAt(to, edge), points, x, y);
    }
    return Array.from(this.#graph.waves, (wave, column) => ({
      wave,
      x: floatAt(columnLeft, column) + x,
      width: floatAt(columnRight, column) - floatAt(columnLeft, column),
    }));
  }

  #routeLoop(from: number, to: number): number[] {
    const start = this.#toLoopEnd(from);
    return routeLoop(start, from === to ? start : this.#toLoopEnd(to));
  }

  #toLoopEnd(item: number) {
    const { left, middle } = this.#places;
    const column = intAt(this.#graph.columnOf, item);
    return {
      column,
      left: floatAt(left, item),
      middle: floatAt(middle, item),
      ...findLoopRoom(this.#graph, this.#folded, item),
    };
  }
}
