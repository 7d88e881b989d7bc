import type { Drawing, PictureParts } from "./drawing.ts";
import { toGridPoint } from "./isolated-grid.ts";
import type { LayoutArea, LayoutResult } from "./layout-engine.ts";
import type { Packing } from "./pack-areas.ts";

/** A component with its drawing, to be put where the packing says. */
export interface DrawnComponent {
  readonly id: string;
  readonly key: string;
  /** Sorted. */
  readonly nodes: readonly string[];
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
  const parts: PictureParts = { nodes: new Map(), edges: new Map() };
  const areas: LayoutArea[] = [];
  for (const { id, key, nodes, drawing } of components) {
    const { x, y } = packing.places.get(id) ?? { x: 0, y: 0 };
    const waves = drawing.draw(parts, x, y);
    const { width, height, count } = drawing;
    areas.push({ id, kind: "component", key, x, y, width, height, waves, nodes, count });
  }
  areas.sort((a, b) => a.y - b.y || a.x - b.x);
  const { grid } = packing;
  if (grid !== null) {
    for (const [node, slot] of isolated.slots) {
      const point = toGridPoint(slot, grid.columns);
      parts.nodes.set(node, { x: grid.x + point.x, y: grid.y + point.y });
    }
    const { x, y, width, height } = grid;
    const ids = [...isolated.slots.keys()];
    const area = { id: ISOLATED_AREA, kind: "isolated" as const, key: isolated.key, waves: [], nodes: ids };
    areas.push({ ...area, x, y, width, height, count: ids.length });
  }
  return { key, aspect, width: packing.width, height: packing.height, ...parts, areas };
}
