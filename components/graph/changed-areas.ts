import { mergeAreas, toGround } from "./merge-areas.ts";
import { type Frame, grow, toOverlap } from "./paint-frame.ts";
import { type Scene, toCardBounds, toEdgePieces } from "./scene.ts";
import type { LooksChange } from "./scene-looks.ts";
import type { Bounds } from "./spatial-grid.ts";

/** Beyond this it is quicker to draw everything anew, in pieces. */
const MOST_AREAS = 60;
const MOST_PARTS = 300;
const MOST_SHARE = 0.08;
/** How far what is drawn of a node or an edge stands out of its bounds, in pixels. */
const RIM = 12;

/** Finds the areas of a drawn frame that a change touches; null where all of it should be drawn anew. */
export function findChangedAreas(scene: Scene, frame: Frame, change: LooksChange): readonly Bounds[] | null {
  if (change.all || change.isLess) return null;
  if (change.nodes.length + change.edges.length > MOST_AREAS) return null;
  return limit(frame, [
    ...change.nodes.map((node) => toCardBounds(scene, node)),
    ...change.edges.flatMap((edge) => toEdgePieces(scene.edges, edge)),
  ]);
}

/** The areas as far as they are drawn, with their rim, as few as will do; null where they are too many or too large. */
function limit({ bounds, zoom }: Frame, wanted: readonly Bounds[]): readonly Bounds[] | null {
  const parts = wanted.flatMap((each) => toOverlap(grow(each, RIM / zoom), bounds) ?? []);
  if (parts.length > MOST_PARTS) return null;
  const areas = mergeAreas(parts);
  const ground = areas.reduce((sum, area) => sum + toGround(area), 0);
  return areas.length > MOST_AREAS || ground > toGround(bounds) * MOST_SHARE ? null : areas;
}
