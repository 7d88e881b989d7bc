import { type KeyboardEvent, useCallback } from "react";
import { useSource } from "#lib/client/snapshot-source.tsx";
import { useViewState } from "#lib/client/use-view-state.ts";
import type { ObjectId } from "#lib/flux/object-id.ts";
import { indexSnapshot } from "#lib/graph/snapshot-index.ts";
import type { LayoutResult } from "#lib/layout/layout-engine.ts";
import { type Direction, findFirst, findNeighbour } from "./find-neighbour.ts";
import { useGraphState } from "./graph-context.tsx";
import type { Camera } from "./use-camera.ts";
import { ZOOM_STEP } from "./zoom-controls.tsx";

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ["ArrowLeft", "left"],
  ["ArrowRight", "right"],
  ["ArrowUp", "up"],
  ["ArrowDown", "down"],
]);

/** The keys of the graph: arrows along edges and within a wave, Enter selects (with Shift the end of a path), F focuses, + - 0 zoom, Escape lets go. */
export function useGraphKeys(
  layout: LayoutResult | null,
  camera: Camera,
  select: (id: ObjectId, isSecond: boolean) => void,
): (event: KeyboardEvent) => void {
  const { cursor, hovered } = useGraphState();
  const { snapshot } = useSource();
  const [{ selected, focus }, change] = useViewState();

  return useCallback(
    (event: KeyboardEvent) => {
      const held = snapshot.get();
      if (layout === null || held === null || event.ctrlKey || event.metaKey || event.altKey) return;
      const at = [cursor.get(), selected].find((id) => id !== null && layout.nodes.has(id)) ?? null;

      const walk = (direction: Direction) => {
        const index = indexSnapshot(held);
        const next =
          at === null ? findFirst(layout.nodes, index.nodes.keys()) : findNeighbour(index, layout.nodes, at, direction);
        if (next === null) return;
        cursor.set(next);
        hovered.set(next);
        camera.bring(next);
      };
      /** Does what the key stands for; false when it stands for nothing here. */
      const perform = (key: string): boolean => {
        const direction = DIRECTIONS.get(key);
        if (direction !== undefined) walk(direction);
        else if (key === "+" || key === "=") camera.zoomBy(ZOOM_STEP);
        else if (key === "-") camera.zoomBy(1 / ZOOM_STEP);
        else if (key === "0") camera.showAll();
        else if ((key === "Enter" || key === " ") && at !== null) select(at, event.shiftKey);
        else if (key.toLowerCase() === "f" && at !== null) change({ focus: focus === at ? null : at });
        else return false;
        return true;
      };
      if (event.key === "Escape") {
        // What is open is closed by whoever opened it; here only the place of the keyboard is given up.
        cursor.set(null);
        hovered.set(null);
      } else if (perform(event.key)) event.preventDefault();
    },
    [layout, snapshot, camera, select, cursor, hovered, selected, focus, change],
  );
}
