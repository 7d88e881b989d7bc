import { at } from "#lib/graph/adjacency.ts";
import type { ColumnGraph } from "./column-graph.ts";
import type { Drawing, PictureParts } from "./drawing.ts";
import type { FoldedColumns } from "./fold-columns.ts";
import { toEdgeKey, type WaveColumn } from "./layout-engine.ts";
import { measureArea, toHalfHeight } from "./measure-columns.ts";
import { findLoopRoom, type PlacedItems, placeItems } from "./place-items.ts";
import { routeThrough } from "./route-edges.ts";
import { routeLoop } from "./route-loops.ts";
import { AREA_PADDING_BOTTOM, AREA_PADDING_TOP, CARD_HEIGHT } from "./sizes.ts";

/** A component drawn from columns and the middles of their slots. */
export class ColumnDrawing implements Drawing {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly #graph: ColumnGraph;
  readonly #folded: FoldedColumns;
  readonly #places: PlacedItems;

  constructor(graph: ColumnGraph, folded: FoldedColumns, middles: Float64Array) {
    const least = measureArea(folded);
    let bottom = 0;
    for (let slot = 0; slot < middles.length; slot++)
      bottom = Math.max(bottom, at(middles, slot) + toHalfHeight(at(folded.isLane, slot)));
    this.width = least.width;
    this.height = Math.max(least.height, bottom + AREA_PADDING_TOP + AREA_PADDING_BOTTOM);
    this.count = graph.cards;
    this.#graph = graph;
    this.#folded = folded;
    this.#places = placeItems(graph, folded, middles);
  }

  draw({ nodes, edges }: PictureParts, x: number, y: number): readonly WaveColumn[] {
    const { left, middle, columnLeft, columnRight } = this.#places;
    const { ids, from, to } = this.#graph.topology;
    for (let node = 0; node < ids.length; node++) {
      nodes.set(ids[node] ?? "", { x: at(left, node) + x, y: at(middle, node) - CARD_HEIGHT / 2 + y });
    }
    let loop = 0;
    for (let edge = 0; edge < from.length; edge++) {
      const isLoop = this.#graph.loops[loop] === edge;
      if (isLoop) loop++;
      const points = isLoop
        ? this.#routeLoop(at(from, edge), at(to, edge))
        : routeThrough(this.#graph, this.#places, edge);
      movePoints(points, x, y);
      edges.set(toEdgeKey(ids[at(from, edge)] ?? "", ids[at(to, edge)] ?? ""), points);
    }
    return Array.from(this.#graph.waves, (wave, column) => ({
      wave,
      x: at(columnLeft, column) + x,
      width: at(columnRight, column) - at(columnLeft, column),
    }));
  }

  #routeLoop(from: number, to: number): number[] {
    const start = this.#toLoopEnd(from);
    return routeLoop(start, from === to ? start : this.#toLoopEnd(to));
  }

  #toLoopEnd(item: number) {
    const { left, middle } = this.#places;
    const column = at(this.#graph.columnOf, item);
    return {
      column,
      left: at(left, item),
      middle: at(middle, item),
      ...findLoopRoom(this.#graph, this.#folded, item),
    };
  }
}

/** Moves x, y, x, y … in place. */
function movePoints(points: number[], dx: number, dy: number): void {
  for (let place = 0; place + 1 < points.length; place += 2) {
    points[place] = (points[place] ?? 0) + dx;
    points[place + 1] = (points[place + 1] ?? 0) + dy;
  }
}
