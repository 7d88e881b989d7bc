import type { ObjectId } from "#lib/flux/object-id.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import type { Point } from "#lib/layout/layout-engine.ts";
import { CARD_WIDTH } from "#lib/layout/sizes.ts";

export type Direction = "left" | "right" | "up" | "down";

type Places = ReadonlyMap<string, Point>;

/** What lies across the way counts so much more than what lies along it. */
const ACROSS = 3;

/**
 * Finds where an arrow key leads: left and right along edges to the nearest dependency or dependent, up and down to
 * the next card of the same column. Where no edge leads on, to the nearest card on that side, so that every card can
 * be reached. Null where there is none.
 */
export function findNeighbour(
  index: SnapshotIndex,
  places: Places,
  from: ObjectId,
  direction: Direction,
): ObjectId | null {
  const here = places.get(from);
  if (here === undefined) return null;
  const others = [...index.nodes.keys()].filter((id) => id !== from);
  if (direction === "up" || direction === "down") {
    const sign = direction === "down" ? 1 : -1;
    return findNearest(others, places, ({ x, y }) => {
      const ahead = (y - here.y) * sign;
      return ahead > 0 && Math.abs(x - here.x) < CARD_WIDTH ? ahead : null;
    });
  }
  const sign = direction === "right" ? 1 : -1;
  const linked = findLinked(index, from, direction).filter((id) => id !== from);
  const alongEdge = findNearest(linked, places, ({ x, y }) => Math.abs(y - here.y) + Math.abs(x - here.x) / 1000);
  if (alongEdge !== null) return alongEdge;
  return findNearest(others, places, ({ x, y }) => {
    const ahead = (x - here.x) * sign;
    return ahead > 0 ? ahead + ACROSS * Math.abs(y - here.y) : null;
  });
}

/** Gives the card that comes first for a keyboard that has not been in the graph yet: leftmost, then topmost. */
export function findFirst(places: Places, ids: Iterable<ObjectId>): ObjectId | null {
  let first: ObjectId | null = null;
  for (const id of ids) {
    const [place, best] = [places.get(id), first === null ? undefined : places.get(first)];
    if (place === undefined) continue;
    if (best === undefined || place.x < best.x || (place.x === best.x && place.y < best.y)) first = id;
  }
  return first;
}

function findLinked(index: SnapshotIndex, id: ObjectId, direction: "left" | "right"): readonly ObjectId[] {
  if (direction === "left") return (index.dependencies.get(id) ?? []).map((edge) => edge.from);
  return (index.dependents.get(id) ?? []).map((edge) => edge.to);
}

/** The id whose place is the least away; `toDistance` gives null for what is out of the question. */
function findNearest(
  ids: readonly ObjectId[],
  places: Places,
  toDistance: (place: Point) => number | null,
): ObjectId | null {
  let nearest: ObjectId | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const place = places.get(id);
    const distance = place === undefined ? null : toDistance(place);
    if (distance !== null && distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
}
