import { type Frame, grow, toOverlap } from "./paint-frame.ts";
import { type Scene, toCardBounds, toEdgePieces } from "./scene.ts";
import type { LooksChange } from "./scene-looks.ts";
import type { Bounds } from "./spatial-grid.ts";

/** Beyond this it is quicker to draw everything anew, in pieces. */
const MOST_AREAS = 80;
const MOST_SHARE = 0.08;
/** How far what is drawn of a node or an edge stands out of its bounds, in pixels. */
const RIM = 12;

/** Finds the areas of a drawn frame that a change touches; null where all of it should be drawn anew. */
export function findChangedAreas(scene: Scene, frame: Frame, change: LooksChange): readonly Bounds[] | null {
  if (change.all) return null;
  const { bounds, zoom } = frame;
  const areas: Bounds[] = [];
  let ground = 0;
  const most = (bounds.right - bounds.left) * (bounds.bottom - bounds.top) * MOST_SHARE;
  /** False when it has become too much. */
  const add = (area: Bounds): boolean => {
    const part = toOverlap(grow(area, RIM / zoom), bounds);
    if (part === null) return true;
    ground += (part.right - part.left) * (part.bottom - part.top);
    return areas.push(part) <= MOST_AREAS && ground <= most;
  };
  for (const node of change.nodes) if (!add(toCardBounds(scene, node))) return null;
  for (const edge of change.edges) {
    for (const piece of toEdgePieces(scene.edges, edge)) if (!add(piece)) return null;
  }
  return areas;
}
