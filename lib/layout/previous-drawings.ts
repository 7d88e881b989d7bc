import type { Drawing, PictureParts } from "./drawing.ts";
import { type LayoutArea, type LayoutResult, toEdgeKey, type WaveColumn } from "./layout-engine.ts";
import { intAt } from "./numbers.ts";
import type { IndexedTopology } from "./read-topology.ts";

/** An area of an earlier picture that holds just the nodes and edges that a component has now. */
export class PreviousDrawing implements Drawing {
  readonly width: number;
  readonly height: number;
  readonly count: number;
  readonly #picture: LayoutResult;
  readonly #area: LayoutArea;
  readonly #topology: IndexedTopology;

  constructor(picture: LayoutResult, area: LayoutArea, topology: IndexedTopology) {
    this.width = area.width;
    this.height = area.height;
    this.count = area.count;
    this.#picture = picture;
    this.#area = area;
    this.#topology = topology;
  }

  draw({ nodes, edges }: PictureParts, x: number, y: number): readonly WaveColumn[] {
    const [dx, dy] = [x - this.#area.x, y - this.#area.y];
    const stays = dx === 0 && dy === 0;
    const { ids, from, to } = this.#topology;
    for (const id of ids) {
      const point = this.#picture.nodes.get(id) ?? { x: 0, y: 0 };
      nodes.set(id, stays ? point : { x: point.x + dx, y: point.y + dy });
    }
    for (let edge = 0; edge < from.length; edge++) {
      const key = toEdgeKey(ids[intAt(from, edge)] ?? "", ids[intAt(to, edge)] ?? "");
      const points = this.#picture.edges.get(key) ?? [];
      edges.set(key, stays ? points : points.map((value, place) => value + (place % 2 === 0 ? dx : dy)));
    }
    return stays ? this.#area.waves : this.#area.waves.map((wave) => ({ ...wave, x: wave.x + dx }));
  }
}
