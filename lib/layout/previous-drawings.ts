import type { Drawing } from "./drawing.ts";
import {
  type IndexedTopology,
  type LayoutArea,
  type LayoutResult,
  toEdgeKey,
  type WaveColumn,
} from "./layout-engine.ts";
import { intAt } from "./numbers.ts";
import type { PictureWriter } from "./picture-writer.ts";

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

  draw(picture: PictureWriter, x: number, y: number): readonly WaveColumn[] {
    const [dx, dy] = [x - this.#area.x, y - this.#area.y];
    const { ids, from, to } = this.#topology;
    const first = picture.count;
    for (const id of ids) {
      const point = this.#picture.nodes.get(id) ?? { x: 0, y: 0 };
      picture.addNode(id, point.x + dx, point.y + dy);
    }
    for (let edge = 0; edge < from.length; edge++) {
      const [start, end] = [intAt(from, edge), intAt(to, edge)];
      const points = this.#picture.edges.get(toEdgeKey(ids[start] ?? "", ids[end] ?? "")) ?? [];
      picture.addEdge(first + start, first + end, points, dx, dy);
    }
    return dx === 0 ? this.#area.waves : this.#area.waves.map((wave) => ({ ...wave, x: wave.x + dx }));
  }
}
