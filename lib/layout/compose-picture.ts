import type { Drawing } from "./drawing.ts";
import { toGridPoint } from "./isolated-grid.ts";
import type { LayoutArea, LayoutResult, Point } from "./layout-engine.ts";
import type { Packing } from "./pack-areas.ts";
import { movePoints } from "./previous-drawings.ts";

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
  const nodes = new Map<string, Point>();
  const edges = new Map<string, readonly number[]>();
  const areas: LayoutArea[] = [];
  for (const { id, key, drawing } of components) {
    const { x, y } = packing.places.get(id) ?? { x: 0, y: 0 };
    for (const [node, point] of drawing.nodes) nodes.set(node, { x: point.x + x, y: point.y + y });
    for (const [edge, points] of drawing.edges) edges.set(edge, movePoints(points, x, y));
    const { width, height } = drawing;
    const waves = drawing.waves.map((wave) => ({ ...wave, x: wave.x + x }));
    const ids = [...drawing.nodes.keys()].sort();
    areas.push({ id, kind: "component", key, x, y, width, height, waves, nodes: ids, count: ids.length });
  }
  areas.sort((a, b) => a.y - b.y || a.x - b.x);
  const { grid } = packing;
  if (grid !== null) {
    for (const [node, slot] of isolated.slots) {
      const point = toGridPoint(slot, grid.columns);
      nodes.set(node, { x: grid.x + point.x, y: grid.y + point.y });
    }
    const { x, y, width, height } = grid;
    const ids = [...isolated.slots.keys()];
    const area = { id: ISOLATED_AREA, kind: "isolated" as const, key: isolated.key, waves: [], nodes: ids };
    areas.push({ ...area, x, y, width, height, count: ids.length });
  }
  return { key, aspect, width: packing.width, height: packing.height, nodes, edges, areas };
}
