import type { ObjectId } from "#lib/flux/object-id.ts";
import type { SnapshotIndex } from "#lib/graph/snapshot-index.ts";
import type { Point } from "#lib/layout/layout-engine.ts";

export type Direction = "left" | "right" | "up" | "down";

type Places = ReadonlyMap<string, Point>;

/**
 * Finds where an arrow key leads: left and right along edges to the nearest dependency or dependent, up and down to
 * the next card of the same column. Null where there is none.
 */
export function findNeighbour(
  index: SnapshotIndex,
  places: Places,
  from: ObjectId,
  direction: Direction,
): ObjectId | null {
  const here = places.get(from);
  if (here === undefined) return null;
  if (direction === "left" || direction === "right") return findAlongEdges(index, places, from, here, direction);
  const isAhead = (y: number) => (direction === "down" ? y > here.y : y < here.y);
  const column = [...index.nodes.keys()].filter((id) => {
    const place = places.get(id);
    return place !== undefined && place.x === here.x && isAhead(place.y);
  });
  return findNearest(column, places, here);
}

function findAlongEdges(
  index: SnapshotIndex,
  places: Places,
  from: ObjectId,
  here: Point,
  direction: Direction,
): ObjectId | null {
  const ends =
    direction === "left"
      ? (index.dependencies.get(from) ?? []).map((edge) => edge.from)
      : (index.dependents.get(from) ?? []).map((edge) => edge.to);
  return findNearest(
    ends.filter((id) => id !== from),
    places,
    here,
  );
}

function findNearest(ids: readonly ObjectId[], places: Places, here: Point): ObjectId | null {
  let nearest: ObjectId | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const id of ids) {
    const place = places.get(id);
    if (place === undefined) continue;
    const distance = Math.abs(place.y - here.y) + Math.abs(place.x - here.x) / 1000;
    if (distance < least) [nearest, least] = [id, distance];
  }
  return nearest;
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
