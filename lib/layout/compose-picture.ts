import type { Drawing } from "./drawing.ts";
import { toGridPoint } from "./isolated-grid.ts";
import type { LayoutResult } from "./layout-engine.ts";
import type { Packing } from "./pack-areas.ts";
import type { PackedArea } from "./packed-picture.ts";
import { unpackPicture } from "./picture-rows.ts";
import { PictureWriter } from "./picture-writer.ts";

/** A component with its drawing, to be put where the packing says. */
export interface DrawnComponent {
  readonly id: string;
  readonly key: string;
  readonly drawing: Drawing;
}

export interface IsolatedNodes {
  readonly key: string;
  readonly slots: ReadonlyMap<string, number>;
}

export const ISOLATED_AREA = "isolated";

/** Puts drawings and grid where the packing says: areas from the top, then from the left, the grid last. */
export function composePicture(
  { key, aspect }: { key: string; aspect: number },
  components: readonly DrawnComponent[],
  isolated: IsolatedNodes,
  packing: Packing,
): LayoutResult {
  const writer = new PictureWriter();
  const areas: PackedArea[] = [];
  const toNumbers = (first: number) => {
    const numbers = new Int32Array(writer.count - first);
    for (let place = 0; place < numbers.length; place++) numbers[place] = first + place;
    return numbers;
  };
  for (const { id, key, drawing } of components) {
    const { x, y } = packing.places.get(id) ?? { x: 0, y: 0 };
    const first = writer.count;
    const waves = drawing.draw(writer, x, y);
    const { width, height, count } = drawing;
    areas.push({ id, kind: "component", key, x, y, width, height, waves, nodes: toNumbers(first), count });
  }
  areas.sort((a, b) => a.y - b.y || a.x - b.x);
  const { grid } = packing;
  if (grid !== null) {
    const first = writer.count;
    for (const [node, slot] of isolated.slots) {
      const point = toGridPoint(slot, grid.columns);
      writer.addNode(node, grid.x + point.x, grid.y + point.y);
    }
    const { x, y, width, height } = grid;
    const nodes = toNumbers(first);
    const area = { id: ISOLATED_AREA, kind: "isolated" as const, key: isolated.key, waves: [], nodes };
    areas.push({ ...area, x, y, width, height, count: nodes.length });
  }
  const { width, height } = packing;
  return unpackPicture(writer.finish({ key, aspect, width, height }, areas), { ids: writer.ids });
}
